"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/data/trpc";
import { headOf, type PullEnds } from "@/server/discussions/contract/pull-side";

/** What the pull request would bring; a line, so that choosing a branch moves nothing. */
export function PullPreview({ ends }: { ends: PullEnds }) {
  const t = useTranslations("discussions");
  const trpc = useTRPC();
  const { into, base, from, head } = ends;
  const asked = { ...into.at, base, head, ...headOf(from, into) };
  const { data, error } = useQuery(trpc.discussions.comparePull.queryOptions(asked, { retry: false }));
  return (
    <p aria-live="polite" className="text-small text-text-muted min-h-5">
      {error?.message}
      {data ? told(t, data) : null}
    </p>
  );
}

type Teller = ReturnType<typeof useTranslations<"discussions">>;

interface Compared {
  readonly commits: readonly unknown[];
  readonly hasMoreCommits: boolean;
  readonly files: readonly unknown[];
}

function told(t: Teller, { commits, hasMoreCommits, files }: Compared): string {
  if (commits.length === 0) return t("brings.nothing");
  const counts = { commits: commits.length, files: files.length };
  return t(hasMoreCommits ? "brings.more" : "brings.all", counts);
}
