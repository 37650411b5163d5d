"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Refusal } from "@/components/data/step-up";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select, type SelectOption } from "@/components/ui/select";
import { useRefusalText } from "../refusal-text";

interface Chosen {
  /** A user name, or the name of a team. */
  readonly name: string;
  readonly isTeam: boolean;
  readonly role: string;
}

interface Props {
  /** Teams that can be chosen; where there are none, only people are asked for. */
  teams: readonly SelectOption[];
  roles: readonly SelectOption[];
  startRole: string;
  isBusy: boolean;
  refusal: Refusal | null;
  onAdd: (chosen: Chosen, clear: () => void) => void;
}

/** Name a person or choose a team, and give a role. Words: `organizationParts`, `refusals`. */
export function AddSubject({ teams, roles, startRole, isBusy, refusal, onAdd }: Props) {
  const t = useTranslations("organizationParts");
  const tell = useRefusalText();
  const [kind, setKind] = useState("person");
  const [username, setUsername] = useState("");
  const [team, setTeam] = useState(teams[0]?.value ?? "");
  const [role, setRole] = useState(startRole);
  const isTeam = kind === "team" && teams.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAdd({ name: isTeam ? team : username.trim(), isTeam, role }, () => setUsername(""));
  };
  const isUnknown = refusal?.data?.domain?.code === "not_found" && !isTeam;
  const told = refusal ? tell(refusal) : undefined;
  const error = isUnknown ? t("nobody") : told;
  return (
    <form className="max-w-form grid grid-cols-1 items-start gap-4 sm:grid-cols-2" onSubmit={submit}>
      {teams.length > 0 ? (
        <SegmentedControl
          label={t("subject")}
          segments={[
            { value: "person", label: t("person") },
            { value: "team", label: t("team") },
          ]}
          defaultValue="person"
          onValueChange={setKind}
          className="justify-self-start sm:col-span-2"
        />
      ) : null}
      {isTeam ? (
        <Field id="team" label={t("team")} error={error}>
          <Select id="team" value={team} options={teams} onValueChange={setTeam} />
        </Field>
      ) : (
        <Field id="username" label={t("username")} error={error}>
          <Input
            id="username"
            value={username}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby="username-help"
            required
            onChange={(event) => setUsername(event.target.value)}
          />
        </Field>
      )}
      <Field id="new-role" label={t("role")}>
        <Select id="new-role" value={role} onValueChange={setRole} options={roles} />
      </Field>
      <Button type="submit" variant="primary" busy={isBusy} className="justify-self-start">
        {t("add")}
      </Button>
    </form>
  );
}
