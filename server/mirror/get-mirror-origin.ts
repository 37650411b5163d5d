import { allows } from "@/server/access";
import { getRepoAt, resourceOf } from "@/server/hub";
import { RepoAddress } from "@/server/hub/contract";
import { type Ctx, defineQuery } from "@/server/kernel";
import { MirrorOrigin } from "./contract";
import { isInside } from "./inside-origins";
import { pageUrlOf, placeText } from "./place";
import { standingOf } from "./standing";
import { findPull } from "./store/mirrors";
import { findLastRuns } from "./store/runs";

const NO_ORIGIN: MirrorOrigin = {
  ...{ place: null, url: null, syncedAt: null, isUntried: false, isOneOff: false, status: null },
};

export const getMirrorOrigin = defineQuery({
  name: "mirror.getMirrorOrigin",
  summary: "Tell what a repository is a mirror of, for everybody who sees it",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/mirror-origin" },
  input: RepoAddress,
  output: MirrorOrigin,
  async run(ctx: Ctx<"insideOrigins">, address) {
    const repo = await getRepoAt(ctx, address);
    const mirror = await findPull(ctx.db, repo.id);
    if (!mirror) return NO_ORIGIN;
    const run = (await findLastRuns(ctx.db, [mirror.id])).get(mirror.id);
    const isShown = !isInside(ctx, mirror) || (await allows(ctx, "repo.admin", resourceOf(repo)));
    return {
      place: isShown ? placeText(mirror) : null,
      url: isShown ? pageUrlOf(mirror, repo.kind) : null,
      ...standingOf(mirror, run),
      isOneOff: mirror.isOneOff,
      status: run?.status ?? null,
    };
  },
});
