import { getRepoAt, pathOf, planChanges } from "@/server/hub";
import { type Ctx, defineCommand } from "@/server/kernel";
import { ProposeChangesInput, ProposedChanges } from "../contract/pull";
import { repoAddressOf } from "../participate";
import { authorizeProposal } from "./authorize-proposal";
import { proposeCommit } from "./commit-to-pull";
import { baseOf } from "./head-of-pull";

export const proposeChanges = defineCommand({
  name: "discussions.proposeChanges",
  summary: "Commit files to a new pull request, on a new branch or on none",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/proposals", status: 201 },
  input: ProposeChangesInput,
  output: ProposedChanges,
  async run(
    ctx: Ctx<"repositories" | "objects" | "moderation">,
    { changes, title, description, base: asked, head, ...address },
  ) {
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    await authorizeProposal(ctx, repo);
    const { baseBranch, base } = await baseOf(ctx, repo, asked);
    const { operations } = await planChanges(ctx, repo, { head: base, changes });
    const { discussion, pull, secrets } = await proposeCommit(ctx, repo, {
      ...{ title, description, base: baseBranch, head, operations, expectedHead: base },
      message: description === "" ? title : `${title}\n\n${description}`,
    });
    const url = `${ctx.site.origin}${pathOf(repo)}/discussions/${discussion.number}`;
    return { number: discussion.number, url, commit: pull.headCommit, secrets: [...secrets] };
  },
});
