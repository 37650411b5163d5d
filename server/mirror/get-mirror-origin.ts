import { getRepoAt } from "@/server/hub";
import { RepoAddress } from "@/server/hub/contract";
import { defineQuery } from "@/server/kernel";
import { MirrorOrigin } from "./contract";
import { pageUrlOf, placeText } from "./place";
import { findPull } from "./store/mirrors";
import { findLastRuns } from "./store/runs";

export const getMirrorOrigin = defineQuery({
  name: "mirror.getMirrorOrigin",
  summary: "Tell what a repository is a mirror of, for everybody who sees it",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/mirror-origin" },
  input: RepoAddress,
  output: MirrorOrigin,
  async run(ctx, address) {
    const repo = await getRepoAt(ctx, address);
    const mirror = await findPull(ctx.db, repo.id);
    if (!mirror) return { place: null, url: null, syncedAt: null, isOneOff: false, status: null };
    const runs = await findLastRuns(ctx.db, [mirror.id]);
    return {
      place: placeText(mirror),
      url: pageUrlOf(mirror, repo.kind),
      syncedAt: mirror.syncedAt,
      isOneOff: mirror.isOneOff,
      status: runs.get(mirror.id)?.status ?? null,
    };
  },
});
