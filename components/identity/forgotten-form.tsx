"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { useRefusalText } from "./refusal-text";

/** Asks for a link by mail; the answer is the same whether there is such an account. */
export function ForgottenForm() {
  const t = useTranslations("forgotPassword");
  const tell = useRefusalText();
  const [login, setLogin] = useState("");
  const ask = useMutation(useTRPC().identity.requestPasswordReset.mutationOptions());
  if (ask.isSuccess) {
    return (
      <div className="grid gap-4">
        <Callout tone="success" title={t("askedTitle")}>
          {t("askedText")}
        </Callout>
        <TextLink href="/sign-in">{t("back")}</TextLink>
      </div>
    );
  }
  return (
    <form
      method="post"
      className="grid grid-cols-1 gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ login: login.trim() });
      }}
    >
      <Field id="login" label={t("login")} error={ask.error ? tell(ask.error) : undefined}>
        <Input
          id="login"
          size="lg"
          required
          autoComplete="username"
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={ask.isPending}>
        {t("submit")}
      </Button>
      <TextLink href="/sign-in">{t("back")}</TextLink>
    </form>
  );
}
