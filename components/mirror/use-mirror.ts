"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/data/trpc";
import type { RepoAddress } from "@/server/hub/contract/repo";
import type { Mirror } from "@/server/mirror/contract";
import { isActive } from "./is-active";

/** A mirror, and when it was so: server and browser then tell the same times. */
interface Seen {
  readonly mirror: Mirror;
  /** ISO 8601. */
  readonly now: string;
}

const LOOK_MS = 1_500;

/** A mirror as it was last seen; asked for again and again while a run waits or goes on. */
export function useMirror(repo: RepoAddress, initial: Seen): { readonly mirror: Mirror; readonly seenAt: number } {
  const trpc = useTRPC();
  const { data, dataUpdatedAt } = useQuery(
    trpc.mirror.getMirror.queryOptions(
      { ...repo, mirrorId: initial.mirror.id },
      {
        initialData: initial.mirror,
        initialDataUpdatedAt: Date.parse(initial.now),
        refetchInterval: ({ state }) => (state.data?.lastRun && isActive(state.data.lastRun) ? LOOK_MS : false),
      },
    ),
  );
  return { mirror: data, seenAt: dataUpdatedAt };
}
