"use client";

import { useTranslations } from "next-intl";
import type { Refusal } from "@/components/data/step-up";
import { AskFirst } from "@/components/patterns/ask-first";
import { Button } from "@/components/ui/button";
import { useRefusalText } from "../refusal-text";

interface Props {
  name: string;
  words: { readonly remove: string; readonly title: string; readonly text: string };
  isDisabled?: boolean;
  isBusy: boolean;
  refusal: Refusal | null;
  onConfirm: () => void;
}

/** The end of a team or a resource group, once its name was typed. Words: `organizationParts`, `refusals`. */
export function DeletePart({ name, words, isDisabled = false, isBusy, refusal, onConfirm }: Props) {
  const t = useTranslations("organizationParts");
  const tell = useRefusalText();
  return (
    <AskFirst
      button={(ask) => (
        <Button variant="danger" className="justify-self-start" disabled={isDisabled} onClick={ask}>
          {words.remove}
        </Button>
      )}
      title={words.title}
      description={words.text}
      labels={{ cancel: t("cancel"), confirm: words.remove }}
      typed={{ name, label: t("deleteTyped", { name }) }}
      work={{ isPending: isBusy, error: refusal }}
      error={refusal ? tell(refusal) : undefined}
      onConfirm={onConfirm}
    />
  );
}
