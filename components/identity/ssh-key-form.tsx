"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { NotSavedNote } from "@/components/patterns/not-saved-note";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { CreateSshKeyInput } from "@/server/identity/contract";
import { useRefusalText } from "./refusal-text";

type Values = z.infer<typeof CreateSshKeyInput>;

export function SshKeyForm() {
  const t = useTranslations("sshKeySettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const stepUp = useStepUp();
  const form = useForm<Values>({
    resolver: contractResolver(async () => (await import("@/server/identity/contract")).CreateSshKeyInput),
    defaultValues: { publicKey: "" },
  });
  const add = useMutation(
    trpc.identity.createSshKey.mutationOptions({
      onSuccess: ({ title }) => {
        form.reset();
        changed(t("addedKey", { title }));
      },
      onError: (error, key) => {
        if (stepUp.asks(error, () => add.mutate(key))) return;
        form.setError("publicKey", { type: "server", message: tell(error) });
      },
    }),
  );
  const { errors } = form.formState;
  const keyError = errors.publicKey?.type === "server" ? errors.publicKey.message : errors.publicKey && t("keyMissing");
  return (
    <form className="max-w-form grid grid-cols-1 gap-5" onSubmit={form.handleSubmit((key) => add.mutate(key))}>
      <Field id="title" label={t("title")} aside={t("optional")} help={t("titleHelp")} error={errors.title?.message}>
        <Input
          id="title"
          aria-describedby="title-help"
          {...form.register("title", { setValueAs: (text?: string) => text?.trim() || undefined })}
        />
      </Field>
      <Field id="publicKey" label={t("key")} help={t("keyHelp")} error={keyError}>
        <Textarea
          id="publicKey"
          rows={4}
          spellCheck={false}
          placeholder="ssh-ed25519 AAAA…"
          className="text-caption font-mono"
          aria-describedby="publicKey-help"
          {...form.register("publicKey")}
        />
      </Field>
      <NotSavedNote errors={errors} />
      <Button type="submit" variant="primary" busy={add.isPending} className="justify-self-start">
        {t("add")}
      </Button>
      {stepUp.dialog}
    </form>
  );
}
