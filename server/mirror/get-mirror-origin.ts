import { allows } from "@/server/access";
import { getRepoAt, resourceOf } from "@/server/hub";
import { RepoAddress } from "@/server/hub/contract";
import { type Ctx, defineQuery } from "@/server/kernel";
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
  async run(ctx: Ctx<"insideOrigins">, address) {
    const repo = await getRepoAt(ctx, address);
    const mirror = await findPull(ctx.db, repo.id);
    if (!mirror) return { place: null, url: null, syncedAt: null, isOneOff: false, status: null };
    const runs = await findLastRuns(ctx.db, [mirror.id]);
    // Names of the own network are for those who set the mirror up.
    const isInside = ctx.live.insideOrigins.has(mirror.origin);
    const isShown = !isInside || (await allows(ctx, "repo.admin", resourceOf(repo)));
    return {
      place: isShown ? placeText(mirror) : null,
      url: isShown ? pageUrlOf(mirror, repo.kind) : null,
      syncedAt: mirror.syncedAt,
      isOneOff: mirror.isOneOff,
      status: runs.get(mirror.id)?.status ?? null,
    };
  },
});
