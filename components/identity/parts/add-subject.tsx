"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Refusal } from "@/components/data/step-up";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select, type SelectOption } from "@/components/ui/select";
import { useRefusalText } from "../refusal-text";
import { MemberPicker } from "./member-picker";
import { membersLink } from "./members-link";

interface Chosen {
  /** A user name, or the name of a team. */
  readonly name: string;
  readonly isTeam: boolean;
  readonly role: string;
}

interface Props {
  organization: string;
  /** Teams that can be chosen; where there are none, only people are asked for. */
  teams: readonly SelectOption[];
  roles: readonly SelectOption[];
  startRole: string;
  isBusy: boolean;
  refusal: Refusal | null;
  onAdd: (chosen: Chosen, clear: () => void) => void;
}

/** Choose a member of the organisation or a team, and give a role. Words: `organizationParts`, `refusals`. */
export function AddSubject({ organization, teams, roles, startRole, isBusy, refusal, onAdd }: Props) {
  const t = useTranslations("organizationParts");
  const tell = useRefusalText();
  const [kind, setKind] = useState("person");
  const [username, setUsername] = useState("");
  const [round, setRound] = useState(0); // a new one empties the picker; choosing must not
  const [team, setTeam] = useState(teams[0]?.value ?? "");
  const [role, setRole] = useState(startRole);
  const isTeam = kind === "team" && teams.length > 0;
  const clear = () => {
    setUsername("");
    setRound((before) => before + 1);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = isTeam ? team : username;
    if (name !== "") onAdd({ name, isTeam, role }, clear);
  };
  const link = { members: membersLink(organization) };
  const isOutside = refusal?.data?.domain?.code === "not_a_member";
  const told = refusal ? tell(refusal) : undefined;
  const error = isOutside ? t.rich("notMember", { name: username, organization, ...link }) : told;
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
        <Field id="member" label={t("member")} help={t.rich("memberHelp", { organization, ...link })} error={error}>
          <MemberPicker key={round} organization={organization} onChoose={setUsername} />
        </Field>
      )}
      <Field id="new-role" label={t("role")}>
        <Select id="new-role" value={role} onValueChange={setRole} options={roles} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        busy={isBusy}
        disabled={!isTeam && username === ""}
        className="justify-self-start"
      >
        {t("add")}
      </Button>
    </form>
  );
}
