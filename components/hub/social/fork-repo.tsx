"use client";

import { useMutation } from "@tanstack/react-query";
import { GitFork } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name" | "isTemplate">;
  owners: readonly string[];
}

/** A copy with its history; of a template also one without. */
export function ForkRepo({ repo, owners }: Props) {
  const t = useTranslations("socialActions");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [owner, setOwner] = useState(owners[0] ?? "");
  const [name, setName] = useState(repo.name);
  const done = { onSuccess: (made: Repo) => changed(t("forked"), hrefOf(made)) };
  const fork = useMutation(trpc.hub.forkRepo.mutationOptions(done));
  const generate = useMutation(trpc.hub.createFromTemplate.mutationOptions(done));
  const input = { ...addressOf(repo), newNamespace: owner, newName: name.trim() };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    fork.mutate(input);
  };
  const error = fork.error ?? generate.error;
  return (
    <Dialog
      trigger={
        <Button size="sm">
          <GitFork aria-hidden />
          {t("fork")}
        </Button>
      }
      title={t("forkTitle", { name: repo.name })}
      description={t("forkText")}
    >
      <form className="grid gap-4" onSubmit={submit}>
        <Field id="fork-owner" label={t("owner")}>
          <Select
            id="fork-owner"
            value={owner}
            options={owners.map((value) => ({ value, label: value }))}
            onValueChange={setOwner}
          />
        </Field>
        <Field id="fork-name" label={t("name")}>
          <Input
            id="fork-name"
            required
            maxLength={96}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {error ? <Callout tone="danger" title={error.message} /> : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" busy={fork.isPending}>
            {t("fork")}
          </Button>
          {repo.isTemplate ? (
            <Button type="button" busy={generate.isPending} onClick={() => generate.mutate(input)}>
              {t("generate")}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}
