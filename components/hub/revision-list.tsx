"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { cn } from "@/components/ui/cn";
import type { NamedRepo } from "@/server/hub/contract/repo";
import { addressOf } from "./href";

export interface RevisionListProps {
  repo: NamedRepo;
  revision: string;
  /** Address that opens the chosen revision, in which `{revision}` stands for its encoded name. */
  pattern: string;
}

/** As many as one can look through; the server finds the others by a part of their name. */
const SHOWN = 100;
const SETTLE_MS = 200;

export function RevisionList({ repo, revision, pattern }: RevisionListProps) {
  const t = useTranslations("revisionPicker");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const search = useDebounced(typed.trim(), SETTLE_MS);
  const address = { ...addressOf(repo), limit: SHOWN, ...(search && { search }) };
  const keep = { placeholderData: keepPreviousData };
  const branches = useQuery(trpc.hub.listRefs.queryOptions({ ...address, kind: "branch" }, keep));
  const tags = useQuery(trpc.hub.listRefs.queryOptions({ ...address, kind: "tag" }, keep));
  const router = useRouter();
  const open = (name: string) => router.push(pattern.replace("{revision}", encodeURIComponent(name)));
  const groups = [
    { title: t("branches"), refs: branches.data?.items ?? [] },
    { title: t("tags"), refs: tags.data?.items ?? [] },
  ];
  return (
    <Command label={t("label")} shouldFilter={false}>
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden className="text-text-faint size-4" />
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          maxLength={200}
          placeholder={t("search")}
          className="text-small h-9 w-full bg-transparent outline-none"
        />
      </div>
      <Command.List className="scroll-thin max-h-64 overflow-y-auto p-1">
        {branches.isPending ? <p className="text-small text-text-muted p-3">{t("loading")}</p> : null}
        {branches.isError ? <p className="text-small text-danger p-3">{branches.error.message}</p> : null}
        {branches.isSuccess ? (
          <Command.Empty className="text-small text-text-muted p-3 text-center">{t("noMatch")}</Command.Empty>
        ) : null}
        {groups.map(({ title, refs }) =>
          refs.length === 0 ? null : (
            <Command.Group key={title} heading={<span className="text-caption text-text-muted px-2">{title}</span>}>
              {refs.map(({ ref, name, isDefault }) => (
                <Command.Item
                  key={ref}
                  value={ref}
                  onSelect={() => open(name)}
                  className="rounded-control text-small is-highlighted:bg-hover flex cursor-default items-center gap-2 px-2 py-1.5"
                >
                  <span className="truncate">{name}</span>
                  <span className="text-caption text-text-muted ml-auto flex shrink-0 items-center gap-2">
                    {isDefault ? t("default") : null}
                    <Check aria-hidden className={cn("text-accent-text size-4", name !== revision && "invisible")} />
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          ),
        )}
        {branches.data?.nextCursor || tags.data?.nextCursor ? (
          <p className="text-caption text-text-muted p-3">{t("more", { count: SHOWN })}</p>
        ) : null}
      </Command.List>
    </Command>
  );
}
