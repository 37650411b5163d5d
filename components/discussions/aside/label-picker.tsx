"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "../refusal-note";
import { ChoiceList } from "./choice-list";

interface Props {
  at: RepoAddress;
  number: number;
  chosen: readonly string[];
}

const MOST = 100;

/** New labels take these in turn; a program may give others. */
const COLORS = ["0075ca", "d73a4a", "a2eeef", "7057ff", "008672", "e4e669", "d876e3", "6e7781"];

export function LabelPicker({ at, number, chosen: start }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
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
  const create = useMutation(
    trpc.discussions.putLabel.mutationOptions({
      onSuccess: async ({ name }) => {
        setTyped("");
        change([...chosen, name]);
        await queryClient.invalidateQueries(trpc.discussions.listLabels.pathFilter());
      },
    }),
  );
  const wanted = typed.trim();
  const isNew = wanted !== "" && data?.items.every(({ name }) => name.toLowerCase() !== wanted.toLowerCase());
  const color = COLORS[(data?.items.length ?? 0) % COLORS.length];
  const found = data?.items.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase())) ?? [];
  return (
    <div className="grid grid-cols-1 gap-2">
      <Input
        aria-label={t("searchLabels")}
        placeholder={t("searchLabels")}
        value={typed}
        maxLength={50}
        onChange={(event) => setTyped(event.target.value)}
      />
      <RefusalNote error={error ?? save.error ?? create.error} />
      {data || error ? null : <Skeleton className="h-20" />}
      {data && found.length === 0 ? <p className="text-text-muted">{t(wanted ? "noLabels" : "noLabelsYet")}</p> : null}
      <ChoiceList
        choices={found.map(({ name, color, description }) => ({ value: name, color, hint: description }))}
        chosen={chosen}
        isDisabled={save.isPending}
        onChange={change}
      />
      {isNew ? (
        <Button
          size="sm"
          busy={create.isPending}
          onClick={() => create.mutate({ ...at, label: wanted, color, mustBeNew: true })}
        >
          <Plus aria-hidden />
          <span className="truncate">{t("createLabel", { name: wanted })}</span>
        </Button>
      ) : null}
    </div>
  );
}
