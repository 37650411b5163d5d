"use client";

import { useMutation, useQueries, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Input } from "@/components/ui/input";
import { SHELVES } from "@/server/hub/contract/shelf";
import { useRepoChange } from "../settings/use-repo-change";
import { PinList, type Pinned } from "./pin-list";

/** As many as the contract takes. */
const MAX_PINS = 6;
const SHOWN = 6;

interface Props {
  owner: string;
  pinned: readonly Pinned[];
  onSaved: () => void;
}

/** What is pinned, and what could be. */
export function PinForm({ owner, pinned: before, onSaved }: Props) {
  const t = useTranslations("pins");
  const trpc = useTRPC();
  const changed = useRepoChange();
  const [pinned, setPinned] = useState(before);
  const [typed, setTyped] = useState("");
  const search = typed.trim();
  const found = useCandidates(owner, search).filter(({ id }) => pinned.every((one) => one.id !== id));
  const isFull = pinned.length >= MAX_PINS;
  const save = useMutation(
    trpc.hub.putPins.mutationOptions({
      onSuccess: async () => {
        await changed(t("saved"));
        onSaved();
      },
    }),
  );
  return (
    <>
      <PinList pinned={pinned} onChange={setPinned} />
      <Input
        type="search"
        aria-label={t("search", { owner })}
        placeholder={t("search", { owner })}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className="grid grid-cols-1 gap-1" aria-label={t("candidates")}>
        {found.slice(0, SHOWN).map((one) => (
          <li key={one.id} className="text-small flex items-center gap-3">
            <span className="min-w-0 flex-1 truncate">
              {one.name} <span className="text-caption text-text-muted">{t(`kinds.${one.kind}`)}</span>
            </span>
            <Button
              size="sm"
              disabled={isFull}
              aria-label={t("pinNamed", { name: one.name })}
              onClick={() => setPinned([...pinned, one])}
            >
              {t("pin")}
            </Button>
          </li>
        ))}
      </ul>
      {isFull ? <p className="text-caption text-text-muted">{t("full", { count: MAX_PINS })}</p> : null}
      {save.error ? <Callout tone="danger" title={save.error.message} /> : null}
      <Button
        variant="primary"
        busy={save.isPending}
        className="justify-self-start"
        onClick={() => save.mutate({ name: owner, pins: pinned.map(({ kind, id }) => ({ kind, id })) })}
      >
        {t("save")}
      </Button>
    </>
  );
}

/** Repositories and collections of the account, those that fit what is typed. */
function useCandidates(owner: string, typed: string): readonly Pinned[] {
  const trpc = useTRPC();
  const search = typed === "" ? {} : { search: typed };
  const shelves = useQueries({
    queries: SHELVES.map((shelf) =>
      trpc.hub.listRepos.queryOptions({ shelf, author: owner, sort: "updated", limit: 12, ...search }),
    ),
  });
  const collections = useQuery(trpc.hub.listCollections.queryOptions({ owner, limit: 12, ...search }));
  return [
    ...shelves
      .flatMap(({ data }) => data?.items ?? [])
      .map(({ id, name }) => ({ kind: "repository" as const, id, name })),
    ...(collections.data?.items ?? []).map(({ id, title }) => ({ kind: "collection" as const, id, name: title })),
  ];
}
