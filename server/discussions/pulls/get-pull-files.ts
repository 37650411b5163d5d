import { diffCommits, inWalkTurn } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { DiscussionAddress } from "../contract/discussion";
import { PullFiles } from "../contract/pull";
import { draftsOf } from "../drafts/show-drafts";
import { pullFilesAt } from "../participate";
import { threadsOf } from "../reviews/threads";
import { rangeOf } from "./pull-range";
import { viewedPaths } from "./viewed-paths";

export const getPullFiles = defineQuery({
  name: "discussions.getPullFiles",
  summary: "See what a pull request changes, with the comments on its lines",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/pulls/{number}/files" },
  input: DiscussionAddress,
  output: PullFiles,
  async run(ctx: Ctx<"repositories">, address) {
    const place = await pullFilesAt(ctx, address);
    const range = await rangeOf(ctx, place);
    const [diff, threads, drafts] = await inWalkTurn(ctx, () =>
      Promise.all([
        diffCommits(ctx, place.repo.id, { from: range.from, to: range.to }),
        threadsOf(ctx, { repoId: place.repo.id, discussionId: place.discussion.id }, range),
        draftsOf(ctx, place, range),
      ]),
    );
    const viewed = await viewedPaths(ctx, place.discussion.id, diff.files);
    return { base: range.from, head: range.to, ...diff, threads, drafts, viewed };
  },
});
