import { inWalkTurn } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { DiscussionAddress } from "../contract/discussion";
import { MergeState } from "../contract/pull";
import { pullAt } from "../participate";
import { mergeStateOf } from "./merge-state";

export const getMergeState = defineQuery({
  name: "discussions.getMergeState",
  summary: "See whether a pull request can be merged, and what speaks against it",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/pulls/{number}/merge" },
  input: DiscussionAddress,
  output: MergeState,
  async run(ctx: Ctx<"repositories">, address) {
    const place = await pullAt(ctx, address);
    return inWalkTurn(ctx, () => mergeStateOf(ctx, place));
  },
});
