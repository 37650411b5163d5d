"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useRepoChange } from "./use-repo-change";

export function RenameForm({ repo }: { repo: NamedRepo }) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [newName, setNewName] = useState(repo.name);
  const rename = useMutation(
    trpc.hub.renameRepo.mutationOptions({
      onSuccess: (moved) => changed(t("renamed", { name: moved.name }), hrefOf(moved, "settings")),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ ...addressOf(repo), newName });
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Field id="newName" label={t("name")} help={t("nameHelp")} error={rename.error?.message}>
        <div className="flex gap-2">
          <Input
            id="newName"
            autoComplete="off"
            spellCheck={false}
            aria-describedby="newName-help"
            aria-invalid={rename.isError || undefined}
            value={newName}
            onChange={(event) => setNewName(event.target.value)}
          />
          <Button type="submit" disabled={newName === repo.name} busy={rename.isPending}>
            {t("rename")}
          </Button>
        </div>
      </Field>
    </form>
  );
}
