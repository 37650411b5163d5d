"use client";

import { useMutation } from "@tanstack/react-query";
import { CopyPlus, GitFork } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { NamedRepo, Repo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useRepoChange } from "../settings/use-repo-change";

interface Props {
  repo: NamedRepo;
  owners: readonly string[];
  /** A copy with its history, or the files of a template as the start of something new. */
  way: keyof typeof ICONS;
}

const ICONS = { fork: GitFork, template: CopyPlus };

export function ForkRepo({ repo, owners, way }: Props) {
  const t = useTranslations(`socialActions.copies.${way}`);
  const field = useTranslations("socialActions");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [owner, setOwner] = useState(owners[0] ?? "");
  const [name, setName] = useState(way === "fork" ? repo.name : "");
  const done = { onSuccess: (made: Repo) => changed(t("done"), hrefOf(made)) };
  const fork = useMutation(trpc.hub.forkRepo.mutationOptions(done));
  const generate = useMutation(trpc.hub.createFromTemplate.mutationOptions(done));
  const copy = way === "fork" ? fork : generate;
  const Icon = ICONS[way];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    copy.mutate({ ...addressOf(repo), newNamespace: owner, newName: name.trim() });
  };
  return (
    <Dialog
      trigger={
        <Button size="sm" variant={way === "template" ? "primary" : "secondary"}>
          <Icon aria-hidden />
          {t("open")}
        </Button>
      }
      title={t("title", { name: repo.name })}
      description={t("text")}
    >
      <form className="grid gap-4" onSubmit={submit}>
        <Field id={`${way}-owner`} label={field("owner")}>
          <Select
            id={`${way}-owner`}
            value={owner}
            options={owners.map((value) => ({ value, label: value }))}
            onValueChange={setOwner}
          />
        </Field>
        <Field id={`${way}-name`} label={field("name")}>
          <Input
            id={`${way}-name`}
            required
            maxLength={96}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {copy.error ? <Callout tone="danger" title={copy.error.message} /> : null}
        <Button type="submit" variant="primary" className="justify-self-start" busy={copy.isPending}>
          {t("do")}
        </Button>
      </form>
    </Dialog>
  );
}
