"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { EmptyState } from "@/components/patterns/empty-state";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { DeviceLogin as Login } from "@/server/identity/contract";
import { DeviceRequest } from "./device-request";
import { useRefusalText } from "./refusal-text";

type Step =
  | { readonly at: "code" }
  | { readonly at: "request"; readonly login: Login }
  | { readonly at: "done"; readonly isIn: boolean };

interface Props {
  /** The code in the address, which the person still has to compare. */
  given: string;
  username: string;
}

/** Lets a program on another machine in: its code, what it asks for, and the answer. */
export function DeviceLogin({ given, username }: Props) {
  const t = useTranslations("deviceLogin");
  const [step, setStep] = useState<Step>({ at: "code" });
  if (step.at === "done") {
    return (
      <EmptyState
        icon={step.isIn ? CircleCheck : CircleX}
        headingLevel="h1"
        title={t(step.isIn ? "approved" : "denied")}
        docs={{ href: "/settings/tokens", label: t("tokens") }}
        className="rounded-card bg-surface-raised border"
      >
        {t(step.isIn ? "approvedText" : "deniedText")}
      </EmptyState>
    );
  }
  return (
    <section className="rounded-card bg-surface-raised grid grid-cols-1 gap-5 border px-6 py-8">
      <div className="grid gap-1">
        <h1 className="text-title text-balance">{t("title")}</h1>
        <p className="text-text-muted text-small">{t("text", { username })}</p>
      </div>
      {step.at === "code" ? (
        <CodeForm given={given} onFound={(login) => setStep({ at: "request", login })} />
      ) : (
        <DeviceRequest
          login={step.login}
          onAnswered={(isIn) => setStep({ at: "done", isIn })}
          onBack={() => setStep({ at: "code" })}
        />
      )}
    </section>
  );
}

function CodeForm({ given, onFound }: { given: string; onFound: (login: Login) => void }) {
  const t = useTranslations("deviceLogin");
  const trpc = useTRPC();
  const client = useQueryClient();
  const tell = useRefusalText();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const userCode = String(new FormData(event.currentTarget).get("code"));
    setIsBusy(true);
    setError(undefined);
    client
      .fetchQuery({ ...trpc.identity.getDeviceLogin.queryOptions({ userCode }), retry: false, staleTime: 0 })
      .then(onFound, (refusal: Parameters<typeof tell>[0] & { data?: { domain?: { code?: string } } }) => {
        setIsBusy(false);
        setError(refusal.data?.domain?.code === "not_found" ? t("unknown") : tell(refusal));
      });
  };
  return (
    <form method="post" className="grid grid-cols-1 gap-4" onSubmit={submit}>
      <Field id="code" label={t("code")} help={t("codeHelp")}>
        <Input
          id="code"
          name="code"
          defaultValue={given}
          placeholder="BCDF-GHJK"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          className="font-mono"
          aria-describedby="code-help"
          required
        />
      </Field>
      {error ? <Callout tone="danger" title={error} /> : null}
      <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start">
        {t("next")}
      </Button>
    </form>
  );
}
