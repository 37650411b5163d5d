"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useStepUp } from "@/components/data/step-up";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { NotSavedNote } from "@/components/patterns/not-saved-note";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { lazyPart } from "@/components/ui/lazy-part";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import type { CreateTokenInput, ScopeLine, TokenRole } from "@/server/identity/contract";
import { useRefusalText } from "./refusal-text";
import type { Place } from "./scope-picker";

const NewSecret = lazyPart(() => import("./new-secret").then((module) => module.NewSecret));
const ScopePicker = lazyPart(() => import("./scope-picker").then((module) => module.ScopePicker));

type Values = z.input<typeof CreateTokenInput>;

const ROLES = ["read", "write", "fineGrained"] as const satisfies readonly z.infer<typeof TokenRole>[];

interface Props {
  origin: string;
  username: string;
  places: readonly Place[];
  permissions: readonly string[];
}

const DAYS = [7, 30, 90, 365] as const;
const DAY_MS = 24 * 60 * 60_000;

/** The moment in so many days; `null` for never. */
const inDays = (days: string) => (days === "never" ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString());

export function TokenForm({ origin, username, places, permissions }: Props) {
  const t = useTranslations("tokenSettings");
  const { form, create, stepUp, error } = useNewToken();
  const [days, setDays] = useState("90");
  const [lines, setLines] = useState<readonly ScopeLine[]>([]);
  const role = form.watch("role");
  const { errors } = form.formState;
  const hasScopes = role !== "fineGrained" || (lines.length > 0 && lines.every((line) => line.permissions.length > 0));

  const submit = form.handleSubmit((values) =>
    create.mutate({ ...values, expiresAt: inDays(days), ...(role === "fineGrained" && { scopes: [...lines] }) }),
  );
  const periods = [...DAYS.map((count) => ({ value: String(count), label: t("days", { count }) }))];
  return (
    <form className="max-w-form grid grid-cols-1 gap-5" onSubmit={submit}>
      <Field id="name" label={t("name")} help={t("nameHelp")} error={errors.name && t("nameRule")}>
        <Input id="name" autoComplete="off" aria-describedby="name-help" {...form.register("name")} />
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="text-small pb-1.5 font-medium">{t("role")}</legend>
        <RadioGroup
          label={t("role")}
          variant="cards"
          value={role}
          onValueChange={(next) => form.setValue("role", ROLES.find((one) => one === next) ?? "read")}
          options={ROLES.map((value) => ({ value, label: t(`roles.${value}`), help: t(`roleHelp.${value}`) }))}
        />
      </fieldset>
      {role === "fineGrained" ? (
        <ScopePicker lines={lines} places={places} permissions={permissions} onChange={setLines} />
      ) : null}
      <Field id="expiry" label={t("expiry")} help={t(days === "never" ? "neverHelp" : "expiryHelp")}>
        <Select
          id="expiry"
          value={days}
          describedBy="expiry-help"
          onValueChange={setDays}
          options={[...periods, { value: "never", label: t("noExpiry") }]}
        />
      </Field>
      {error ? <Callout tone="danger" title={error} /> : null}
      <NotSavedNote errors={errors} />
      <Button
        type="submit"
        variant="primary"
        busy={create.isPending}
        disabled={!hasScopes}
        className="justify-self-start"
      >
        {t("create")}
      </Button>
      {stepUp.dialog}
      {create.data ? (
        <NewSecret secret={create.data.secret} origin={origin} username={username} onClose={create.reset} />
      ) : null}
    </form>
  );
}

function useNewToken() {
  const t = useTranslations("tokenSettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const stepUp = useStepUp();
  const [error, setError] = useState<string>();
  const form = useForm<Values>({
    resolver: contractResolver(async () => (await import("@/server/identity/contract")).CreateTokenInput),
    defaultValues: { name: "", role: "read" },
  });
  const create = useMutation(
    trpc.identity.createToken.mutationOptions({
      onMutate: () => setError(undefined),
      onSuccess: ({ name }) => {
        form.reset();
        changed(t("created", { name }));
      },
      onError: (refusal, token) => {
        if (!stepUp.asks(refusal, () => create.mutate(token))) setError(tell(refusal));
      },
    }),
  );
  return { form, create, stepUp, error };
}
