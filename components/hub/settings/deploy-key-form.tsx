"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { problemOf, useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "./use-repo-change";

export function DeployKeyForm({ repo }: { repo: NamedRepo }) {
  const t = useTranslations("deployKeys");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const stepUp = useStepUp();
  const form = useRef<HTMLFormElement>(null);
  const [canWrite, setCanWrite] = useState(false);
  const add = useMutation(
    trpc.hub.createDeployKey.mutationOptions({
      onSuccess: ({ title }) => {
        form.current?.reset();
        setCanWrite(false);
        return changed(t("addedKey", { title }));
      },
      onError: (error, key) => stepUp.asks(error, () => add.mutate(key)),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const facts = new FormData(event.currentTarget);
    const title = String(facts.get("title")).trim();
    const publicKey = String(facts.get("publicKey"));
    add.mutate({ ...addressOf(repo), ...(title !== "" && { title }), publicKey, canWrite });
  };
  const problem = problemOf(add.error, { bad_ssh_key: t("bad"), key_taken: t("taken") });
  return (
    <form ref={form} className="grid grid-cols-1 gap-5" onSubmit={submit}>
      <Field id="title" label={t("keyTitle")} aside={t("optional")} help={t("keyTitleHelp")}>
        <Input id="title" name="title" maxLength={100} aria-describedby="title-help" />
      </Field>
      <Field id="publicKey" label={t("key")} help={t("keyHelp")} error={problem}>
        <Textarea
          id="publicKey"
          name="publicKey"
          rows={4}
          required
          spellCheck={false}
          placeholder="ssh-ed25519 AAAA…"
          className="text-caption font-mono"
          aria-describedby="publicKey-help"
        />
      </Field>
      <label htmlFor="canWrite" className="text-small flex items-center gap-2">
        <Checkbox id="canWrite" checked={canWrite} onCheckedChange={(checked) => setCanWrite(checked === true)} />
        {t("mayWrite")}
      </label>
      <Button type="submit" variant="primary" busy={add.isPending} className="justify-self-start">
        {t("add")}
      </Button>
      {stepUp.dialog}
    </form>
  );
}
