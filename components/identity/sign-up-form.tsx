"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { signIn } from "@/components/data/session";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { useUiMessages } from "@/components/ui/ui-messages";
import { leadingTo } from "./local-path";
import { PasswordInput } from "./password-input";
import { useRefusalText } from "./refusal-text";

interface Props {
  /** A path of this site. */
  next: string;
  /** Code of an invitation, which the new person accepts at once. */
  invitation?: string;
}

const FIELDS = ["username", "email", "password"] as const;
type FieldName = (typeof FIELDS)[number];
/** What is wrong with each field, and with all of it. */
type Faults = Readonly<Partial<Record<FieldName | "form", string>>>;

const FIELD_OF = {
  name_taken: "username",
  email_taken: "email",
  weak_password: "password",
  other_email: "email",
} as const;

/** Three fields do without a library for forms: nothing else is wanted before somebody has an account. */
export function SignUpForm({ next, invitation }: Props) {
  const t = useTranslations("signIn");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const { notSaved } = useUiMessages();
  const [faults, setFaults] = useState<Faults>({});
  const create = useMutation(
    trpc.identity.createUser.mutationOptions({
      onSuccess: async (_user, { username, password }) => {
        const { kind } = await signIn({ login: username, password });
        location.assign(kind === "signedIn" ? next : leadingTo("/sign-in", next));
      },
      onError: (error) => {
        const code = error.data?.domain?.code;
        const field = Object.entries(FIELD_OF).find(([reason]) => reason === code)?.[1];
        setFaults({ [field ?? "form"]: tell(error) });
      },
    }),
  );
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = Object.fromEntries(FIELDS.map((name) => [name, new FormData(form).get(name)]));
    const contract = await import("@/server/identity/contract").catch(() => null);
    if (!contract) return setFaults({ form: notSaved });
    const read = contract.CreateUserInput.safeParse({ ...given, wantsToken: false, ...(invitation && { invitation }) });
    if (read.success) return create.mutate(read.data);
    const wrong = FIELDS.filter((name) => read.error.issues.some(({ path }) => path[0] === name));
    setFaults(Object.fromEntries(wrong.map((name) => [name, t(`${name}Rule`)])));
    form.querySelector<HTMLInputElement>(`[name="${wrong[0]}"]`)?.focus();
  };
  return (
    <form method="post" noValidate className="grid grid-cols-1 gap-5" onSubmit={(event) => void submit(event)}>
      <SignUpFields faults={faults} onChange={(name) => setFaults(({ [name]: _settled, ...others }) => others)} />
      {faults.form ? <Callout tone="danger" title={faults.form} /> : null}
      <Button type="submit" variant="primary" size="lg" busy={create.isPending || create.isSuccess}>
        {t("create")}
      </Button>
      <p className="text-caption text-text-muted text-center">
        {t("haveAccount")} <TextLink href={leadingTo("/sign-in", next)}>{t("submit")}</TextLink>
      </p>
    </form>
  );
}

function SignUpFields({ faults, onChange }: { faults: Faults; onChange: (name: FieldName) => void }) {
  const t = useTranslations("signIn");
  const common = (name: FieldName) => ({
    ...{ id: name, name, size: "lg" as const },
    "aria-describedby": `${name}-help`,
    "aria-invalid": faults[name] !== undefined,
    onChange: () => onChange(name),
  });
  return (
    <>
      <Field id="username" label={t("username")} help={t("usernameHelp")} error={faults.username}>
        <Input {...common("username")} autoComplete="username" autoCapitalize="none" />
      </Field>
      <Field id="email" label={t("address")} error={faults.email}>
        <Input {...common("email")} type="email" autoComplete="email" />
      </Field>
      <Field id="password" label={t("password")} help={t("passwordHelp")} error={faults.password}>
        <PasswordInput {...common("password")} autoComplete="new-password" />
      </Field>
    </>
  );
}
