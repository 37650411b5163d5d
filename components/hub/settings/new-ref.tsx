"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { useRepoChange } from "./use-repo-change";

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name" | "defaultBranch">;
  kind: "branch" | "tag";
}

/** A name, and the branch, tag or commit it begins at. */
export function NewRef({ repo, kind }: Props) {
  const t = useTranslations("repoSettings");
  const [name, setName] = useState("");
  const [revision, setRevision] = useState(repo.defaultBranch);
  const { isPending, error, create } = useCreateRef({ repo, kind }, () => setName(""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create({ name: name.trim(), revision: revision.trim() });
  };
  const id = `new-${kind}`;
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <Field
        id={id}
        label={t(kind === "branch" ? "newBranch" : "newTag")}
        error={error ?? undefined}
        className="min-w-0 flex-1 basis-48"
      >
        <Input
          id={id}
          value={name}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field id={`${id}-from`} label={t("from")} className="min-w-0 flex-1 basis-32">
        <Input
          id={`${id}-from`}
          value={revision}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => setRevision(event.target.value)}
        />
      </Field>
      <Button type="submit" disabled={name.trim() === "" || revision.trim() === ""} busy={isPending}>
        {t("create")}
      </Button>
    </form>
  );
}

function useCreateRef({ repo, kind }: Props, onDone: () => void) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const done = async ({ name }: { readonly name: string }) => {
    onDone();
    await changed(t("refCreated", { name }));
  };
  const branch = useMutation(trpc.hub.createBranch.mutationOptions({ onSuccess: done }));
  const tag = useMutation(trpc.hub.createTag.mutationOptions({ onSuccess: done }));
  return {
    isPending: branch.isPending || tag.isPending,
    error: (branch.error ?? tag.error)?.message ?? null,
    create: ({ name, revision }: { readonly name: string; readonly revision: string }) =>
      kind === "branch"
        ? branch.mutate({ ...addressOf(repo), revision, branch: name })
        : tag.mutate({ ...addressOf(repo), revision, tag: name }),
  };
}
