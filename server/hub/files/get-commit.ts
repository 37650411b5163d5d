import { diffCommits, getCommit as getGitCommit, inWalkTurn, resolveRevision } from "@/server/git";
import { type Ctx, defineQuery, notFound } from "@/server/kernel";
import { CommitView, GetCommitInput } from "../contract/content";
import { authorizeContent } from "../gate/authorize-content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { withAuthors } from "./at-revision";

export const getCommit = defineQuery({
  name: "hub.getCommit",
  summary: "Look at a commit and what it changed",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/commits/{commit}" },
  input: GetCommitInput,
  output: CommitView,
  async run(ctx: Ctx<"repositories">, { commit: asked, ignoreSpace, path, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorizeContent(ctx, repo);
    const { commit: id } = await resolveRevision(ctx, repo.id, asked);
    const commit = await getGitCommit(ctx, repo.id, id);
    const [shown] = await withAuthors(ctx, [commit]);
    if (!shown) throw notFound("Commit", asked);
    const range = { from: commit.parents[0] ?? null, to: commit.id };
    const options = { ignoresSpace: ignoreSpace, ...(path && { paths: path }) };
    const diff = await inWalkTurn(ctx, () => diffCommits(ctx, repo.id, { ...range, ...options }));
    return { ...shown, ...diff };
  },
});
