"use client";

import { useTranslations } from "next-intl";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

export interface MergeWords {
  readonly title: string;
  readonly message: string;
}

interface Props {
  words: MergeWords;
  /** The first line where nobody writes one. */
  usual: string;
  onChange: (words: MergeWords) => void;
}

/** What the commit of a merge says, for who wants it to say more than which pull request it was. */
export function MergeMessage({ words, usual, onChange }: Props) {
  const t = useTranslations("discussions.mergeMessage");
  return (
    <Disclosure title={t("heading")}>
      <div className="grid gap-4">
        <Field id="merge-title" label={t("title")}>
          <Input
            id="merge-title"
            maxLength={500}
            placeholder={usual}
            value={words.title}
            onChange={({ target }) => onChange({ ...words, title: target.value })}
          />
        </Field>
        <Field id="merge-message" label={t("message")}>
          <Textarea
            id="merge-message"
            rows={4}
            maxLength={10_000}
            value={words.message}
            onChange={({ target }) => onChange({ ...words, message: target.value })}
          />
        </Field>
      </div>
    </Disclosure>
  );
}
