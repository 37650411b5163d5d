"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { OrganizationRole } from "@/server/identity/contract";
import { CopyLine } from "./copy-line";
import { useRefusalText } from "./refusal-text";
import { roleNamed, useRoleOptions } from "./use-role-options";

/** Makes a link, which its maker sends to whom it is for: nothing here sends mail. */
export function InvitationForm({ organization, ownRole }: { organization: string; ownRole: OrganizationRole }) {
  const t = useTranslations("invitationSettings");
  const trpc = useTRPC();
  const locale = useLocale();
  const tell = useRefusalText();
  const changed = useChanged();
  const [role, setRole] = useState("read");
  const create = useMutation(
    trpc.identity.createInvitation.mutationOptions({ onSuccess: () => changed(t("created")) }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email")).trim();
    create.mutate({ name: organization, role: roleNamed(role), ...(email && { email }) });
  };
  const made = create.data;
  return (
    <form className="max-w-form grid grid-cols-1 gap-5" onSubmit={submit}>
      <Field id="email" label={t("email")} aside={t("optional")} help={t("emailHelp")}>
        <Input id="email" name="email" type="email" autoComplete="off" aria-describedby="email-help" />
      </Field>
      <Field id="role" label={t("role")}>
        <Select id="role" value={role} onValueChange={setRole} options={useRoleOptions(ownRole)} />
      </Field>
      {create.error ? <Callout tone="danger" title={tell(create.error)} /> : null}
      <Button type="submit" variant="primary" busy={create.isPending} className="justify-self-start">
        {t("create")}
      </Button>
      {made ? (
        <Callout tone="success" title={t("made")}>
          <div className="grid grid-cols-1 gap-3">
            <p>{t("madeText", { date: made.expiresAt.toLocaleDateString(locale, { dateStyle: "long" }) })}</p>
            <CopyLine label={t("link")} text={made.url} />
          </div>
        </Callout>
      ) : null}
    </form>
  );
}
