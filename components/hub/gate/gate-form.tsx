"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { GateForm as Form } from "@/server/hub/contract/gate";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";
import { GateQuestion } from "./gate-question";

interface Props {
  repo: NamedRepo;
  form: Form;
}

/** The questions of the card; every one must be answered. */
export function GateForm({ repo, form }: Props) {
  const t = useTranslations("gateForm");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const ask = useMutation(
    trpc.hub.requestAccess.mutationOptions({
      onSuccess: ({ hasAccess }) => changed(t(hasAccess ? "granted" : "sent")),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ ...addressOf(repo), answers });
  };
  return (
    <form className="max-w-form grid gap-4" onSubmit={submit}>
      {form.fields.map((field, index) => (
        <GateQuestion
          key={field.name}
          id={`gate-${index}`}
          field={field}
          value={answers[field.name] ?? ""}
          onChange={(value) => setAnswers((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {ask.error ? <Callout tone="danger" title={ask.error.message} /> : null}
      <Button type="submit" variant="primary" busy={ask.isPending} className="justify-self-start">
        {form.button ?? t("ask")}
      </Button>
    </form>
  );
}
