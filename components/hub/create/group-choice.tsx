"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { useTRPC } from "@/components/data/trpc";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { NewRepoForm } from "./new-repo-values";

/** Not a name that a group can have. */
const NONE = "-";

/** The resource group to lie in from the start, where the owner is an organisation that has some. */
export function GroupChoice({ form, organizations }: { form: NewRepoForm; organizations: readonly string[] }) {
  const t = useTranslations("newRepo");
  const trpc = useTRPC();
  const owner = form.watch("namespace") ?? "";
  const found = useQuery(
    trpc.identity.listResourceGroups.queryOptions(
      { name: owner, limit: 100 },
      { enabled: organizations.includes(owner) },
    ),
  );
  const groups = found.data?.items ?? [];
  if (groups.length === 0) return null;
  return (
    <Controller
      name="resourceGroup"
      control={form.control}
      shouldUnregister
      render={({ field }) => (
        <Field id="resource-group" label={t("group")} help={t("groupHelp")} aside={t("optional")}>
          <Select
            id="resource-group"
            value={field.value ?? NONE}
            options={[
              { value: NONE, label: t("groupNone", { owner }) },
              ...groups.map(({ name, displayName }) => ({ value: name, label: displayName })),
            ]}
            onValueChange={(next) => field.onChange(next === NONE ? undefined : next)}
            describedBy="resource-group-help"
          />
        </Field>
      )}
    />
  );
}
