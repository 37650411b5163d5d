"use client";

import { useTranslations } from "next-intl";
import { ByteSize } from "@/components/ui/byte-size";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Deployable } from "@/server/inference/contract";

interface Props {
  files: readonly Deployable[];
  value: string;
  onChange: (file: string) => void;
}

/** The quantisations of a model; parts of a split file are one choice. */
export function FileChoice({ files, value, onChange }: Props) {
  const t = useTranslations("deploy");
  const helpOf = ({ file, quantization, parts, isComplete }: Deployable) =>
    [
      ...(quantization === null ? [] : [file]),
      ...(parts > 1 ? [t("parts", { count: parts })] : []),
      ...(isComplete ? [] : [t("incomplete")]),
    ].join(" · ");
  return (
    <RadioGroup
      label={t("file")}
      variant="cards"
      value={value}
      onValueChange={onChange}
      className="scroll-thin max-h-96 overflow-y-auto"
      options={files.map((choice) => ({
        value: choice.file,
        label: choice.quantization ?? choice.file,
        help: helpOf(choice),
        aside: <ByteSize bytes={choice.sizeBytes} />,
        isDisabled: !choice.isComplete,
      }))}
    />
  );
}
