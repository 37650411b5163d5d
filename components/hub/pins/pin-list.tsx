"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { PinTarget } from "@/server/hub/contract/pin";

export interface Pinned extends PinTarget {
  readonly name: string;
}

interface Props {
  pinned: readonly Pinned[];
  onChange: (pinned: readonly Pinned[]) => void;
}

/** The chosen ones in their order, moved by buttons. */
export function PinList({ pinned, onChange }: Props) {
  const t = useTranslations("pins");
  const move = (from: number, to: number) => {
    const moved = pinned[from];
    if (moved) onChange(pinned.toSpliced(from, 1).toSpliced(to, 0, moved));
  };
  if (pinned.length === 0) return <p className="text-small text-text-muted">{t("nothingChosen")}</p>;
  return (
    <ol className="rounded-card divide-y border">
      {pinned.map(({ id, kind, name }, index) => (
        <li key={id} className="text-small flex items-center gap-1 py-1 pr-1 pl-3">
          <span className="min-w-0 flex-1 truncate">
            {name} <span className="text-caption text-text-muted">{t(`kinds.${kind}`)}</span>
          </span>
          <IconButton
            icon={ArrowUp}
            label={t("up", { name })}
            disabled={index === 0}
            onClick={() => move(index, index - 1)}
          />
          <IconButton
            icon={ArrowDown}
            label={t("down", { name })}
            disabled={index === pinned.length - 1}
            onClick={() => move(index, index + 1)}
          />
          <IconButton
            icon={X}
            label={t("remove", { name })}
            onClick={() => onChange(pinned.filter((one) => one.id !== id))}
          />
        </li>
      ))}
    </ol>
  );
}
