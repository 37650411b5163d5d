"use client";

import { lazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import type { Repo } from "@/server/hub/contract/repo";
import type { WatchLevel } from "@/server/hub/contract/watch-levels";

const WatchRepo = lazyPart(() => import("./watch-repo").then((module) => module.WatchRepo), {
  loading: () => <Skeleton className="h-9 w-44" />,
});
const ForkRepo = lazyPart(() => import("./fork-repo").then((module) => module.ForkRepo), {
  loading: () => <Skeleton className="h-8 w-18" />,
});

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name" | "isTemplate" | "gate">;
  level: WatchLevel | null;
  owners: readonly string[];
}

/** Their lists and dialogs come after the card, and to visitors never. */
export function SocialControls({ repo, level, owners }: Props) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2">
      <WatchRepo repo={repo} level={level} />
      <ForkRepo repo={repo} owners={owners} way="fork" />
      {repo.isTemplate && repo.gate === null ? <ForkRepo repo={repo} owners={owners} way="template" /> : null}
    </div>
  );
}
