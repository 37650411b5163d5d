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
import type { ChangePasswordInput } from "@/server/identity/contract";
import { PasswordInput } from "./password-input";
import { useRefusalText } from "./refusal-text";

type Values = z.infer<typeof ChangePasswordInput>;

/** The user name stands in it unseen, so that a password manager knows whose password changes. */
export function PasswordForm({ username }: { username: string }) {
  const t = useTranslations("accountSettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const form = useForm<Values>({
    resolver: contractResolver(async () => (await import("@/server/identity/contract")).ChangePasswordInput),
    defaultValues: { currentPassword: "", newPassword: "" },
  });
  const change = useMutation(
    trpc.identity.changePassword.mutationOptions({
      onSuccess: () => {
        form.reset();
        changed(t("passwordChanged"));
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
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Field id="currentPassword" label={t("currentPassword")} error={errors.currentPassword && t("passwordMissing")}>
        <PasswordInput
          id="currentPassword"
          autoComplete="current-password"
          aria-describedby="currentPassword-help"
          {...form.register("currentPassword")}
        />
      </Field>
      <Field
        id="newPassword"
        label={t("newPassword")}
        help={t("newPasswordHelp")}
        error={errors.newPassword && t("passwordRule")}
      >
        <PasswordInput
          id="newPassword"
          autoComplete="new-password"
          aria-describedby="newPassword-help"
          {...form.register("newPassword")}
        />
      </Field>
      {change.error ? <Callout tone="danger" title={tell(change.error)} /> : null}
      <NotSavedNote errors={errors} />
      <Button type="submit" variant="primary" busy={change.isPending} className="justify-self-start">
        {t("changePassword")}
      </Button>
    </form>
  );
}
