import { inWalkTurn, listCommitsBetween } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { ListPullCommitsInput, PullCommitPage } from "../contract/pull";
import { pullAt } from "../participate";
import { rangeOf } from "./pull-range";

const MAX_COMMITS = 250;

export const listPullCommits = defineQuery({
  name: "discussions.listPullCommits",
  summary: "List the commits of a pull request, oldest first; at most 250",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/pulls/{number}/commits" },
  input: ListPullCommitsInput,
  output: PullCommitPage,
  async run(ctx: Ctx<"repositories">, { cursor: _cursor, limit: _limit, ...address }) {
    const place = await pullAt(ctx, address);
    const { base, to } = await rangeOf(ctx, place);
    const range = { without: [base], to, limit: MAX_COMMITS };
    const { items } = await inWalkTurn(ctx, () => listCommitsBetween(ctx, place.repo.id, range));
    return { items: items.toReversed(), nextCursor: null };
  },
});
