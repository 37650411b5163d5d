"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { signIn } from "@/components/data/session";
import { useTRPC } from "@/components/data/trpc";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { NotSavedNote } from "@/components/patterns/not-saved-note";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { ResetPasswordInput } from "@/server/identity/contract";
import { PasswordInput } from "./password-input";
import { useRefusalText } from "./refusal-text";

type Values = z.infer<typeof ResetPasswordInput>;

/** A new password by an administrator's link; who has set it is signed in with it. */
export function ResetForm({ code, username }: { code: string; username: string }) {
  const t = useTranslations("resetPassword");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const form = useForm<Values>({
    resolver: contractResolver(async () => (await import("@/server/identity/contract")).ResetPasswordInput),
    defaultValues: { code, password: "" },
  });
  const reset = useMutation(
    trpc.identity.resetPassword.mutationOptions({
      onSuccess: async (_done, { password }) => {
        const { kind } = await signIn({ login: username, password });
        location.assign(kind === "signedIn" ? "/" : "/sign-in");
      },
      onError: (error) => form.setError("password", { type: "server", message: tell(error) }),
    }),
  );
  const { errors } = form.formState;
  const error = errors.password?.type === "server" ? errors.password.message : errors.password && t("rule");
  return (
    <form
      method="post"
      className="grid grid-cols-1 gap-5"
      onSubmit={form.handleSubmit((values) => reset.mutate(values))}
    >
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Field id="password" label={t("password")} help={t("help")} error={error}>
        <PasswordInput
          id="password"
          size="lg"
          autoComplete="new-password"
          aria-describedby="password-help"
          {...form.register("password")}
        />
      </Field>
      <NotSavedNote errors={errors} />
      <Button type="submit" variant="primary" size="lg" busy={reset.isPending || reset.isSuccess}>
        {t("submit")}
      </Button>
    </form>
  );
}
