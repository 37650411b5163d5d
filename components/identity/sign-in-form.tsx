"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { signIn } from "@/components/data/session";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";

/** `next` is a path of this site. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("signIn");
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<string>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsPending(true);
    setError(undefined);
    const login = String(form.get("login"));
    const password = String(form.get("password"));
    const isIn = await signIn({ login, password }).catch(() => null);
    if (isIn) return location.assign(next);
    setError(isIn === null ? t("unreachable") : t("wrong"));
    setIsPending(false);
  };

  return (
    <form className="grid gap-5" onSubmit={(event) => void submit(event)}>
      <Field id="login" label={t("email")}>
        <Input id="login" name="login" size="lg" autoComplete="username" required />
      </Field>
      <Field id="password" label={t("password")} error={error}>
        <Input id="password" name="password" size="lg" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" variant="primary" size="lg" disabled={isPending}>
        {t("submit")}
      </Button>
      <p className="text-caption text-text-muted text-center">
        {t("noAccount")} <TextLink href="/sign-up">{t("signUp")}</TextLink>
      </p>
    </form>
  );
}
