"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { Input } from "@/components/ui/input";
import type { RepoAddress } from "@/server/hub/contract/repo";
import { RefusalNote } from "../refusal-note";
import { ChoiceList } from "./choice-list";

interface Props {
  at: RepoAddress;
  number: number;
  kind: "assignees" | "reviewers";
  chosen: readonly string[];
  /** Shown before anybody is searched for. */
  near: readonly string[];
}

export function PeoplePicker({ at, number, kind, chosen: start, near }: Props) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const router = useRouter();
  const [chosen, setChosen] = useState(start);
  const [typed, setTyped] = useState("");
  const query = useDebounced(typed.trim(), 200);
  const found = useQuery(
    trpc.identity.searchPeople.queryOptions({ search: query, kind: "user", limit: 10 }, { enabled: query !== "" }),
  );
  const answered = { onSuccess: () => router.refresh(), onError: () => setChosen(start) };
  const assign = useMutation(trpc.discussions.setAssignees.mutationOptions(answered));
  const ask = useMutation(trpc.discussions.requestReviewers.mutationOptions(answered));
  const save = kind === "assignees" ? assign : ask;
  const change = (usernames: readonly string[]) => {
    setChosen(usernames);
    save.mutate({ ...at, number, usernames: [...usernames] });
  };
  const shown = query === "" ? [...new Set([...chosen, ...near])] : (found.data?.items.map(({ name }) => name) ?? []);
  return (
    <div className="grid grid-cols-1 gap-2">
      <Input
        aria-label={t("searchPeople")}
        placeholder={t("searchPeople")}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      <RefusalNote error={found.error ?? save.error} />
      <ChoiceList
        choices={shown.map((value) => ({ value }))}
        chosen={chosen}
        isDisabled={save.isPending}
        onChange={change}
      />
    </div>
  );
}
