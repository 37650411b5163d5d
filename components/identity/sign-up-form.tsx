"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import { signIn } from "@/components/data/session";
import { useTRPC } from "@/components/data/trpc";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import type { CreateUserInput } from "@/server/identity/contract";
import { leadingTo } from "./local-path";
import { PasswordInput } from "./password-input";
import { useRefusalText } from "./refusal-text";

type Values = z.input<typeof CreateUserInput>;

interface Props {
  /** A path of this site. */
  next: string;
  /** Code of an invitation, which the new person accepts at once. */
  invitation?: string;
}

const FIELD_OF = {
  name_taken: "username",
  email_taken: "email",
  weak_password: "password",
  other_email: "email",
} as const;

export function SignUpForm({ next, invitation }: Props) {
  const t = useTranslations("signIn");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const form = useForm<Values, unknown, z.output<typeof CreateUserInput>>({
    resolver: contractResolver(async () => (await import("@/server/identity/contract")).CreateUserInput),
    defaultValues: { username: "", email: "", password: "", ...(invitation && { invitation }) },
  });
  const create = useMutation(
    trpc.identity.createUser.mutationOptions({
      onSuccess: async (_user, { username, password }) => {
        const { kind } = await signIn({ login: username, password });
        location.assign(kind === "signedIn" ? next : leadingTo("/sign-in", next));
      },
      onError: (error) => {
        const code = error.data?.domain?.code;
        const field = Object.entries(FIELD_OF).find(([reason]) => reason === code)?.[1];
        form.setError(field ?? "root", { type: "server", message: tell(error) });
      },
    }),
  );

  const { errors } = form.formState;
  return (
    <form
      method="post"
      className="grid grid-cols-1 gap-5"
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
    >
      <SignUpFields form={form} />
      {errors.root?.message ? <Callout tone="danger" title={errors.root.message} /> : null}
      <Button type="submit" variant="primary" size="lg" busy={create.isPending || create.isSuccess}>
        {t("create")}
      </Button>
      <p className="text-caption text-text-muted text-center">
        {t("haveAccount")} <TextLink href={leadingTo("/sign-in", next)}>{t("submit")}</TextLink>
      </p>
    </form>
  );
}

function SignUpFields({ form }: { form: UseFormReturn<Values, unknown, z.output<typeof CreateUserInput>> }) {
  const t = useTranslations("signIn");
  const { errors } = form.formState;
  const textOf = (name: "username" | "email" | "password", rule: string) =>
    errors[name] && (errors[name].type === "server" ? errors[name].message : rule);
  return (
    <>
      <Field id="username" label={t("username")} help={t("usernameHelp")} error={textOf("username", t("usernameRule"))}>
        <Input
          id="username"
          size="lg"
          autoComplete="username"
          autoCapitalize="none"
          aria-describedby="username-help"
          aria-invalid={errors.username !== undefined}
          {...form.register("username")}
        />
      </Field>
      <Field id="email" label={t("address")} error={textOf("email", t("addressRule"))}>
        <Input
          id="email"
          type="email"
          size="lg"
          autoComplete="email"
          aria-describedby="email-help"
          aria-invalid={errors.email !== undefined}
          {...form.register("email")}
        />
      </Field>
      <Field id="password" label={t("password")} help={t("passwordHelp")} error={textOf("password", t("passwordRule"))}>
        <PasswordInput
          id="password"
          size="lg"
          autoComplete="new-password"
          aria-describedby="password-help"
          aria-invalid={errors.password !== undefined}
          {...form.register("password")}
        />
      </Field>
    </>
  );
}
