import { aheadBehind, inWalkTurn } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { ForkState } from "../contract/fork";
import { RepoAddress } from "../contract/repo";
import { authorizeContent } from "../gate/authorize-content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { findForkEnds } from "./fork-ends";

export const getForkState = defineQuery({
  name: "hub.getForkState",
  summary: "See how far a copy and what it was copied from have moved apart",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/fork-state" },
  input: RepoAddress,
  output: ForkState,
  async run(ctx: Ctx<"repositories">, address) {
    const fork = await getRepoAt(ctx, address);
    await authorizeContent(ctx, fork);
    const branch = fork.defaultBranch;
    const ends = await findForkEnds(ctx, fork);
    if (!ends) return { origin: null, branch, ahead: 0, behind: 0 };
    const { origin, base, head } = ends;
    const { kind, namespace, name, defaultBranch } = origin;
    const apart = { base, head, baseRepoId: origin.id };
    const counts = await inWalkTurn(ctx, () => aheadBehind(ctx, fork.id, apart));
    return { origin: { kind, namespace, name, branch: defaultBranch }, branch, ...counts };
  },
});
