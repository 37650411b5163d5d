"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf } from "../href";
import { LicensePicker } from "../license-picker";
import { useRepoChange } from "./use-repo-change";

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name" | "description" | "license" | "defaultBranch">;
  branches: readonly string[];
}

export function AboutForm({ repo, branches }: Props) {
  const t = useTranslations("repoSettings");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const { description, license, defaultBranch } = repo;
  const [values, setValues] = useState({ description, license, defaultBranch });
  const update = useMutation(trpc.hub.updateRepo.mutationOptions({ onSuccess: () => changed(t("saved")) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({
      ...addressOf(repo),
      ...(values.description !== description && { description: values.description }),
      ...(values.license !== license && { license: values.license }),
      ...(values.defaultBranch !== defaultBranch && { defaultBranch: values.defaultBranch }),
    });
  };
  const isChanged =
    values.description !== description || values.license !== license || values.defaultBranch !== defaultBranch;
  return (
    <form className="grid gap-5" onSubmit={submit}>
      <Field id="description" label={t("description")} help={t("descriptionHelp")}>
        <Textarea
          id="description"
          rows={2}
          maxLength={500}
          aria-describedby="description-help"
          value={values.description}
          onChange={(event) => setValues({ ...values, description: event.target.value })}
        />
      </Field>
      <Field id="license" label={t("license")} help={t("licenseHelp")}>
        <LicensePicker
          id="license"
          label={t("license")}
          noneLabel={t("noLicense")}
          value={values.license}
          onChange={(next) => setValues({ ...values, license: next })}
        />
      </Field>
      {branches.length > 0 ? (
        <Field id="defaultBranch" label={t("defaultBranch")} help={t("defaultBranchHelp")}>
          <Select
            id="defaultBranch"
            value={values.defaultBranch}
            options={branches.map((branch) => ({ value: branch, label: branch }))}
            onValueChange={(next) => setValues({ ...values, defaultBranch: next })}
          />
        </Field>
      ) : null}
      {update.error ? <Callout tone="danger" title={update.error.message} /> : null}
      <Button type="submit" className="justify-self-start" disabled={!isChanged} busy={update.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
