"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Role, RoleSelect } from "./role-select";

interface Props {
  /** Who has a role already. */
  known: readonly string[];
  isBusy: boolean;
  onAdd: (person: { readonly username: string; readonly role: Role }) => void;
}

/** Type a part of a name, take the person, give the role. */
export function AddCollaborator({ known, isBusy, onAdd }: Props) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [role, setRole] = useState<Role>("write");
  const search = useDebounced(typed.trim(), 200);
  const found = useQuery(
    trpc.identity.searchPeople.queryOptions({ search, kind: "user", limit: 8 }, { enabled: search.length > 0 }),
  );
  const people = (found.data?.items ?? []).filter(({ name }) => !known.includes(name));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAdd({ username: typed.trim(), role });
    setTyped("");
  };
  return (
    <form className="grid gap-2" onSubmit={submit}>
      <Field id="person" label={t("person")} help={t("personHelp")}>
        <div className="flex flex-wrap gap-2">
          <Input
            id="person"
            list="people"
            value={typed}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="person-help"
            className="min-w-0 flex-1"
            onChange={(event) => setTyped(event.target.value)}
          />
          <RoleSelect label={t("role")} value={role} onChange={setRole} />
          <Button type="submit" disabled={typed.trim() === ""} busy={isBusy}>
            {t("addPerson")}
          </Button>
        </div>
      </Field>
      <datalist id="people">
        {people.map(({ name, displayName }) => (
          <option key={name} value={name}>
            {displayName}
          </option>
        ))}
      </datalist>
    </form>
  );
}
