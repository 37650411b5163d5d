"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { cn } from "@/components/ui/cn";
import type { Repo } from "@/server/hub/contract/repo";
import { addressOf, hrefOf } from "./href";

export interface RevisionListProps {
  repo: Pick<Repo, "kind" | "namespace" | "name">;
  /** The page that is opened at the other revision. */
  verb: "tree" | "blob" | "commits";
  revision: string;
  path: string;
}

const MAX_REFS = 1_000;

export function RevisionList({ repo, verb, revision, path }: RevisionListProps) {
  const t = useTranslations("revisionPicker");
  const trpc = useTRPC();
  const address = { ...addressOf(repo), limit: MAX_REFS };
  const branches = useQuery(trpc.hub.listRefs.queryOptions({ ...address, kind: "branch" }));
  const tags = useQuery(trpc.hub.listRefs.queryOptions({ ...address, kind: "tag" }));
  const router = useRouter();
  const open = (name: string) => router.push(hrefOf(repo, verb, name, ...(path === "" ? [] : [path])));
  const groups = [
    { title: t("branches"), refs: branches.data?.items ?? [] },
    { title: t("tags"), refs: tags.data?.items ?? [] },
  ];
  return (
    <Command label={t("label")}>
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden className="text-text-faint size-4" />
        <Command.Input placeholder={t("search")} className="text-small h-9 w-full bg-transparent outline-none" />
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
      </Command.List>
    </Command>
  );
}
