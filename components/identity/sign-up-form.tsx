"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { signIn } from "@/components/data/session";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CreateUserInput } from "@/server/identity/contract";

type Values = z.input<typeof CreateUserInput>;

export function SignUpForm() {
  const t = useTranslations("signIn");
  const trpc = useTRPC();
  const form = useForm<Values, unknown, z.output<typeof CreateUserInput>>({ resolver: zodResolver(CreateUserInput) });
  const create = useMutation(
    trpc.identity.createUser.mutationOptions({
      onSuccess: async (_user, { username, password }) => {
        await signIn({ login: username, password });
        location.assign("/");
      },
      onError: (error) => form.setError("root", { message: error.message }),
    }),
  );

  const { errors } = form.formState;
  return (
    <form className="grid gap-5" onSubmit={form.handleSubmit((values) => create.mutate(values))}>
      <Field id="username" label={t("username")} error={errors.username?.message}>
        <Input id="username" size="lg" autoComplete="username" {...form.register("username")} />
      </Field>
      <Field id="email" label={t("address")} error={errors.email?.message}>
        <Input id="email" type="email" size="lg" autoComplete="email" {...form.register("email")} />
      </Field>
      <Field id="password" label={t("password")} help={t("passwordHelp")} error={errors.password?.message}>
        <Input id="password" type="password" size="lg" autoComplete="new-password" {...form.register("password")} />
      </Field>
      {errors.root?.message ? <Callout tone="danger" title={errors.root.message} /> : null}
      <Button type="submit" variant="primary" size="lg" disabled={create.isPending}>
        {t("create")}
      </Button>
    </form>
  );
}
