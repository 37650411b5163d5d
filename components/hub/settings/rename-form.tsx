"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useTRPC } from "@/components/data/trpc";
import { contractResolver } from "@/components/patterns/contract-resolver";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { RenameRepoInput, Repo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "../href";
import { useRepoChange } from "./use-repo-change";

type Values = z.infer<typeof RenameRepoInput>;

export function RenameForm({ repo }: { repo: Pick<Repo, "kind" | "namespace" | "name"> }) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const form = useForm<Values>({
    resolver: contractResolver(async () => (await import("@/server/hub/contract/repo")).RenameRepoInput),
    defaultValues: { ...addressOf(repo), newName: repo.name },
  });
  const rename = useMutation(
    trpc.hub.renameRepo.mutationOptions({
      onSuccess: (moved) => changed(t("renamed", { name: moved.name }), hrefOf(moved, "settings")),
      onError: (error) => form.setError("newName", { message: error.message }),
    }),
  );
  const { errors, isDirty } = form.formState;
  return (
    <form className="grid gap-4" onSubmit={form.handleSubmit((values) => rename.mutate(values))}>
      <Field id="newName" label={t("name")} help={t("nameHelp")} error={errors.newName?.message}>
        <div className="flex gap-2">
          <Input
            id="newName"
            autoComplete="off"
            spellCheck={false}
            aria-describedby="newName-help"
            aria-invalid={errors.newName ? true : undefined}
            {...form.register("newName")}
          />
          <Button type="submit" disabled={!isDirty} busy={rename.isPending}>
            {t("rename")}
          </Button>
        </div>
      </Field>
    </form>
  );
}
