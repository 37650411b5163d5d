"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { KindIcon } from "@/components/patterns/asset-kind";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";

const icon = <KindIcon kind="model" size="sm" />;
const LIMIT = 12;

interface Props {
  /** `owner/name`; absent while none is chosen. */
  model?: string;
  error?: string | undefined;
}

/** Searches the models one may read; the chosen one is in the address. */
export function ModelPicker({ model, error }: Props) {
  const t = useTranslations("deploy");
  const router = useRouter();
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const { data } = useQuery(
    trpc.hub.listRepos.queryOptions(
      { shelf: "models", sort: "updated", limit: LIMIT, ...(search.trim() && { search: search.trim() }) },
      { placeholderData: keepPreviousData },
    ),
  );
  const found = (data?.items ?? []).map(({ namespace, name, tags }) => ({
    value: `${namespace}/${name}`,
    label: `${namespace}/${name}`,
    icon,
    ...(tags.includes("gguf") && { hint: "GGUF" }),
  }));
  const isListed = model === undefined || found.some(({ value }) => value === model);
  return (
    <Field id="model" label={t("model")} help={t("modelHelp")} error={error}>
      <Combobox
        id="model"
        label={t("model")}
        placeholder={t("chooseModel")}
        options={isListed ? found : [{ value: model, label: model, icon }, ...found]}
        onSearch={setSearch}
        onValueChange={(next) => router.push(`/console/deployments/new?model=${encodeURIComponent(next)}`)}
        describedBy="model-help"
        {...(model && { defaultValue: model })}
      />
    </Field>
  );
}
