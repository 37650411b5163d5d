"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { Refusal } from "@/components/data/step-up";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useRefusalText } from "../refusal-text";

/** How a team or a resource group presents itself. */
export interface PartFacts {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
}

interface Props {
  /** What stands there already; nothing for one that is to be made. */
  facts?: PartFacts;
  submitLabel: string;
  isBusy: boolean;
  refusal: Refusal | null;
  onSubmit: (facts: PartFacts) => void;
}

const textIn = (form: FormData, field: keyof PartFacts): string => String(form.get(field)).trim();

/** Words: `organizationParts`, `refusals`. */
export function PartForm({ facts, submitLabel, isBusy, refusal, onSubmit }: Props) {
  const t = useTranslations("organizationParts");
  const { nameError, error } = useErrors(refusal);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = textIn(form, "name");
    onSubmit({
      name,
      displayName: textIn(form, "displayName") || name,
      description: textIn(form, "description"),
    });
  };
  return (
    <form className="max-w-form grid grid-cols-1 gap-5" onSubmit={submit}>
      <Field id="name" label={t("name")} help={t("nameHelp")} error={nameError}>
        <Input
          id="name"
          name="name"
          defaultValue={facts?.name}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby="name-help"
          required
          maxLength={64}
        />
      </Field>
      <Field id="displayName" label={t("displayName")} aside={t("optional")} help={t("displayNameHelp")}>
        <Input
          id="displayName"
          name="displayName"
          defaultValue={facts?.displayName}
          autoComplete="off"
          aria-describedby="displayName-help"
          maxLength={100}
        />
      </Field>
      <Field id="description" label={t("description")} aside={t("optional")}>
        <Textarea id="description" name="description" rows={2} defaultValue={facts?.description} maxLength={500} />
      </Field>
      {error ? <Callout tone="danger" title={error} /> : null}
      <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start">
        {submitLabel}
      </Button>
    </form>
  );
}

/** What the name has against it stands at the name, the rest above the button. */
function useErrors(refusal: Refusal | null) {
  const t = useTranslations("organizationParts");
  const tell = useRefusalText();
  if (refusal === null) return {};
  const code = refusal.data?.domain?.code;
  if (code === "name_taken") return { nameError: tell(refusal) };
  // The other fields hold no more than they may, so what the contract refuses is the name.
  if (refusal.data?.code === "BAD_REQUEST") return { nameError: t("nameRule") };
  return { error: tell(refusal) };
}
