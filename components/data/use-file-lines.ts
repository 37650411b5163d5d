"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/data/trpc";
import type { RepoAddress } from "@/server/hub/contract/repo";

export interface FileAt {
  readonly at: RepoAddress;
  readonly revision: string;
  readonly path: string;
}

/** Reads lines of a file; what was read once is not asked for again. */
export function useFileLines({ at, revision, path }: FileAt) {
  const trpc = useTRPC();
  const client = useQueryClient();
  return (range: { readonly from: number; readonly to: number }) =>
    client.fetchQuery(trpc.hub.getFileLines.queryOptions({ ...at, revision, path, ...range }, { retry: false }));
}
