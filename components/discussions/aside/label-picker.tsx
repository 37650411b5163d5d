"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { RepoAt } from "../discussion-href";
import { RefusalNote } from "../refusal-note";
import { ChoiceList } from "./choice-list";

interface Props {
  at: RepoAt;
  number: number;
  chosen: readonly string[];
}

const MOST = 100;

export function LabelPicker({ at, number, chosen: start }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [chosen, setChosen] = useState(start);
  const [typed, setTyped] = useState("");
  const { data, error } = useQuery(trpc.discussions.listLabels.queryOptions({ ...at, limit: MOST }));
  const save = useMutation(
    trpc.discussions.setDiscussionLabels.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: () => setChosen(start),
    }),
  );
  const change = (labels: readonly string[]) => {
    setChosen(labels);
    save.mutate({ ...at, number, labels: [...labels] });
  };
  const found = data?.items.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase())) ?? [];
  return (
    <div className="grid grid-cols-1 gap-2">
      <Input
        aria-label={t("searchLabels")}
        placeholder={t("searchLabels")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <RefusalNote error={error ?? save.error} />
      {data || error ? null : <Skeleton className="h-20" />}
      {data && found.length === 0 ? <p className="text-text-muted">{t("noLabels")}</p> : null}
      <ChoiceList
        choices={found.map(({ name, color, description }) => ({ value: name, color, hint: description }))}
        chosen={chosen}
        isDisabled={save.isPending}
        onChange={change}
      />
    </div>
  );
}
