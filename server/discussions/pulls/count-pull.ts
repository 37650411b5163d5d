import { countChangedFiles, countCommitsBetween, inWalkTurn } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { DiscussionAddress } from "../contract/discussion";
import { PullCounts } from "../contract/pull";
import { pullFilesAt } from "../participate";
import { rangeOf } from "./pull-range";

export const countPull = defineQuery({
  name: "discussions.countPull",
  summary: "Count the commits and changed files of a pull request, each up to 10,000",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/pulls/{number}/counts" },
  input: DiscussionAddress,
  output: PullCounts,
  async run(ctx: Ctx<"repositories">, address) {
    const place = await pullFilesAt(ctx, address);
    const { base, from, to } = await rangeOf(ctx, place);
    const [commits, files] = await inWalkTurn(ctx, () =>
      Promise.all([
        countCommitsBetween(ctx, place.repo.id, { from: base, to }),
        countChangedFiles(ctx, place.repo.id, { from, to }),
      ]),
    );
    return { commits, files };
  },
});
