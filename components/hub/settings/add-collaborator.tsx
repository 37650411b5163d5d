"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { type Role, RoleSelect } from "./role-select";
import { useRepoChange } from "./use-repo-change";

interface Props {
  repo: NamedRepo;
  /** Who has a role already. */
  known: readonly string[];
}

/** Type a part of a name, take the person, give the role. What was refused stays to be corrected. */
export function AddCollaborator({ repo, known }: Props) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [typed, setTyped] = useState("");
  const [role, setRole] = useState<Role>("write");
  const search = useDebounced(typed.trim(), 200);
  const found = useQuery(
    trpc.identity.searchPeople.queryOptions({ search, kind: "user", limit: 8 }, { enabled: search.length > 0 }),
  );
  const people = (found.data?.items ?? []).filter(({ name }) => !known.includes(name));
  const add = useMutation(
    trpc.hub.putCollaborator.mutationOptions({
      onSuccess: async ({ username }) => {
        setTyped("");
        await changed(t("collaboratorSet", { name: username }));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ ...addressOf(repo), username: typed.trim(), role });
  };
  return (
    <form className="grid gap-2" onSubmit={submit}>
      <Field id="person" label={t("person")} help={t("personHelp")} error={add.error?.message}>
        <div className="flex flex-wrap gap-2">
          <Input
            id="person"
            list="people"
            value={typed}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="person-help"
            aria-invalid={add.isError || undefined}
            className="min-w-0 flex-1"
            onChange={(event) => {
              add.reset();
              setTyped(event.target.value);
            }}
          />
          <RoleSelect label={t("role")} value={role} onChange={setRole} />
          <Button type="submit" disabled={typed.trim() === ""} busy={add.isPending}>
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
