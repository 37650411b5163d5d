"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useChanged } from "@/components/data/use-changed";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { OrganizationRole } from "@/server/identity/contract";
import { PersonPicker } from "./person-picker";
import { useRefusalText } from "./refusal-text";
import { roleNamed, useRoleOptions } from "./use-role-options";

/** For somebody who has an account here; everybody else, and who is to be an owner, gets an invitation. */
export function AddMember({ organization, ownRole }: { organization: string; ownRole: OrganizationRole }) {
  const t = useTranslations("memberSettings");
  const trpc = useTRPC();
  const tell = useRefusalText();
  const changed = useChanged();
  const [username, setUsername] = useState("");
  const [round, setRound] = useState(0); // a new one empties the picker; choosing must not
  const [role, setRole] = useState("read");
  const add = useMutation(
    trpc.identity.putMember.mutationOptions({
      onSuccess: ({ user }) => {
        changed(t("added", { name: user.name }));
        setUsername("");
        setRound((before) => before + 1);
      },
    }),
  );
  const roles = useRoleOptions(ownRole === "owner" ? "admin" : ownRole);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (username !== "") add.mutate({ name: organization, username, role: roleNamed(role) });
  };
  const isUnknown = add.error?.data?.domain?.code === "not_found";
  const refusal = add.error ? tell(add.error) : undefined;
  return (
    <form className="max-w-form grid grid-cols-1 items-start gap-4 sm:grid-cols-2" onSubmit={submit}>
      <Field id="username" label={t("person")} help={t("personHelp")} error={isUnknown ? t("nobody") : refusal}>
        <PersonPicker
          key={round}
          id="username"
          label={t("person")}
          placeholder={t("choosePerson")}
          startText={t("searchPerson")}
          onChoose={setUsername}
        />
      </Field>
      <Field id="new-role" label={t("role")}>
        <Select id="new-role" value={role} onValueChange={setRole} options={roles} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        busy={add.isPending}
        disabled={username === ""}
        className="justify-self-start"
      >
        {t("add")}
      </Button>
    </form>
  );
}
