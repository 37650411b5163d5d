"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { type Role, RoleSelect } from "./role-select";

export interface NamedTeam {
  readonly name: string;
  readonly displayName: string;
}

interface Props {
  /** Without a role here so far. */
  teams: readonly NamedTeam[];
  isBusy: boolean;
  onAdd: (team: { readonly team: string; readonly role: Role }) => void;
}

/** Choose a team, give the role. */
export function AddTeam({ teams, isBusy, onAdd }: Props) {
  const t = useTranslations("repoSettings");
  const [team, setTeam] = useState(teams[0]?.name ?? "");
  const [role, setRole] = useState<Role>("read");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAdd({ team, role });
  };
  return (
    <form onSubmit={submit}>
      <Field id="team" label={t("team")}>
        <div className="flex flex-wrap gap-2">
          <Select
            id="team"
            value={team}
            options={teams.map(({ name, displayName }) => ({ value: name, label: displayName }))}
            onValueChange={setTeam}
            className="min-w-0 flex-1"
          />
          <RoleSelect label={t("roleOfTeam")} value={role} onChange={setRole} />
          <Button type="submit" busy={isBusy}>
            {t("addTeam")}
          </Button>
        </div>
      </Field>
    </form>
  );
}
