"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { NotSavedNote } from "@/components/patterns/not-saved-note";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ChangeEmailInput } from "@/server/identity/contract";
import { PasswordInput } from "./password-input";
import { useRefusalText } from "./refusal-text";

type Values = z.infer<typeof ChangeEmailInput>;

export function EmailForm() {
  const t = useTranslations("accountSettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const form = useForm<Values>({
    resolver: contractResolver(async () => (await import("@/server/identity/contract")).ChangeEmailInput),
    defaultValues: { email: "", password: "" },
  });
  const change = useMutation(
    trpc.identity.changeEmail.mutationOptions({
      onSuccess: () => {
        form.reset();
        changed(t("emailChanged"));
      },
    }),
  );
  const { errors } = form.formState;
  return (
    <form
      method="post"
      className="max-w-form grid grid-cols-1 gap-5"
      onSubmit={form.handleSubmit((values) => change.mutate(values))}
    >
      <Field id="email" label={t("newEmail")} error={errors.email && t("emailRule")}>
        <Input id="email" type="email" autoComplete="email" aria-describedby="email-help" {...form.register("email")} />
      </Field>
      <Field id="email-password" label={t("password")} error={errors.password && t("passwordMissing")}>
        <PasswordInput
          id="email-password"
          autoComplete="current-password"
          aria-describedby="email-password-help"
          {...form.register("password")}
        />
      </Field>
      {change.error ? <Callout tone="danger" title={tell(change.error)} /> : null}
      <NotSavedNote errors={errors} />
      <Button type="submit" busy={change.isPending} className="justify-self-start">
        {t("changeEmail")}
      </Button>
    </form>
  );
}
