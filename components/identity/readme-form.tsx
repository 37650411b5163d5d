"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useRefusalText } from "./refusal-text";

/** As much as the contract takes. */
const MAX_README = 65_536;

/** What an account tells on its page, in Markdown. Words: `profileForm`. */
export function ReadmeForm({ name, source }: { name: string; source: string }) {
  const t = useTranslations("profileForm");
  const tell = useRefusalText();
  const trpc = useTRPC();
  const changed = useChanged();
  const [text, setText] = useState(source);
  const save = useMutation(trpc.identity.putReadme.mutationOptions({ onSuccess: () => changed(t("readmeSaved")) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name, source: text });
  };
  return (
    <form className="max-w-form grid grid-cols-1 gap-5" onSubmit={submit}>
      <Field id="readme" label={t("readme")} help={t("readmeHelp")}>
        <Textarea
          id="readme"
          rows={12}
          maxLength={MAX_README}
          value={text}
          className="font-mono"
          aria-describedby="readme-help"
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      {save.error ? <Callout tone="danger" title={tell(save.error)} /> : null}
      <Button type="submit" variant="primary" busy={save.isPending} className="justify-self-start">
        {t("readmeSave")}
      </Button>
    </form>
  );
}
