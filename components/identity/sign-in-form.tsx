"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type SignInClaim, type SignInOutcome, signIn } from "@/components/data/session";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { lazyPart } from "@/components/ui/lazy-part";
import { TextLink } from "@/components/ui/text-link";
import { useUiMessages } from "@/components/ui/ui-messages";
import { leadingTo } from "./local-path";
import { PasswordInput } from "./password-input";

const RestoreAccount = lazyPart(() => import("./restore-account").then((module) => module.RestoreAccount));

interface Props {
  /** A path of this site. */
  next: string;
  /** Whether somebody without an invitation can make an account. */
  canSignUp: boolean;
}

export function SignInForm({ next, canSignUp }: Props) {
  const t = useTranslations("signIn");
  const [isPending, setIsPending] = useState(false);
  const [refused, setRefused] = useState<{ outcome: SignInOutcome; claim: SignInClaim }>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsPending(true);
    setRefused(undefined);
    const claim = { login: String(form.get("login")).trim(), password: String(form.get("password")) };
    const outcome = await signIn(claim);
    if (outcome.kind === "signedIn") return location.assign(next);
    setRefused({ outcome, claim });
    setIsPending(false);
  };

  const problem = useProblem(refused?.outcome);
  const isDeleted = refused?.outcome.kind === "deleted";
  return (
    <form method="post" className="grid grid-cols-1 gap-5" onSubmit={(event) => void submit(event)}>
      <Field id="login" label={t("email")}>
        <Input id="login" name="login" size="lg" autoComplete="username" autoCapitalize="none" required autoFocus />
      </Field>
      <Field id="password" label={t("password")} aside={<Forgotten />} error={problem}>
        <PasswordInput
          id="password"
          name="password"
          size="lg"
          autoComplete="current-password"
          aria-describedby="password-help"
          required
        />
      </Field>
      {refused?.outcome.kind === "deleted" ? (
        <RestoreAccount claim={refused.claim} until={refused.outcome.until} next={next} />
      ) : null}
      <Button type="submit" variant={isDeleted ? "secondary" : "primary"} size="lg" busy={isPending}>
        {t("submit")}
      </Button>
      <p className="text-caption text-text-muted text-center">
        {canSignUp ? (
          <>
            {t("noAccount")} <TextLink href={leadingTo("/sign-up", next)}>{t("signUp")}</TextLink>
          </>
        ) : (
          t("signUpElsewhere")
        )}
      </p>
    </form>
  );
}

/** What the outcome means, in words for people. */
function useProblem(outcome: SignInOutcome | undefined): string | undefined {
  const t = useTranslations("signIn");
  const { unreachable } = useUiMessages();
  switch (outcome?.kind) {
    case "wrong":
      return t("wrong");
    case "tooMany":
      return t("tooMany", { seconds: outcome.seconds });
    case "failed":
      return unreachable;
    default:
      return undefined;
  }
}

function Forgotten() {
  const t = useTranslations("signIn");
  return (
    <TextLink href="/forgot-password" tone="muted">
      {t("forgot")}
    </TextLink>
  );
}
