"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { UseFormRegisterReturn } from "react-hook-form";
import { useTRPC } from "@/components/data/trpc";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { HolderKind } from "@/server/gateway/contract/budgets";

const SUGGESTED = 100;

interface Props {
  organization: string;
  kind: HolderKind;
  error: string | undefined;
  registration: UseFormRegisterReturn;
}

/** The name of a member or a resource group: typed, since who pays need not see every group. */
export function HolderField({ organization: name, kind, error, registration }: Props) {
  const t = useTranslations("budgets");
  const trpc = useTRPC();
  const asked = { name, limit: SUGGESTED };
  const people = useQuery(trpc.identity.listMembers.queryOptions(kind === "member" ? asked : skipToken));
  const groups = useQuery(trpc.identity.listResourceGroups.queryOptions(kind === "group" ? asked : skipToken));
  const known = kind === "member" ? people.data?.items.map(({ user }) => user) : groups.data?.items;
  return (
    <Field id="budget-holder" label={t(`names.${kind}`)} help={t(`namesHelp.${kind}`)} error={error}>
      <Input
        id="budget-holder"
        list="budget-holders"
        autoComplete="off"
        spellCheck={false}
        aria-describedby="budget-holder-help"
        aria-invalid={error ? true : undefined}
        {...registration}
      />
      <datalist id="budget-holders">
        {(known ?? []).map(({ name: value, displayName }) => (
          <option key={value} value={value}>
            {displayName}
          </option>
        ))}
      </datalist>
    </Field>
  );
}
