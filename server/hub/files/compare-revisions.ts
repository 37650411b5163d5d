import { compareCommits, resolveRevision } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { CompareRevisionsInput, Comparison } from "../contract/content";
import { authorizeContent } from "../gate/authorize-content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { withAuthors } from "./at-revision";

/** Throws `not_found` (`revision_not_found`). */
export const compareRevisions = defineQuery({
  name: "hub.compareRevisions",
  summary: "Compare two branches, tags or commits",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/compare" },
  input: CompareRevisionsInput,
  output: Comparison,
  async run(ctx: Ctx<"repositories">, { base, head, mode, ignoreSpace, path, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorizeContent(ctx, repo);
    const [{ commit: from }, { commit: to }] = await Promise.all([
      resolveRevision(ctx, repo.id, base),
      resolveRevision(ctx, repo.id, head),
    ]);
    const options = { mode, ignoresSpace: ignoreSpace, ...(path && { paths: path }) };
    const { diff, commits, ...facts } = await compareCommits(ctx, repo.id, { base: from, head: to, ...options });
    return { ...facts, ...diff, base: from, head: to, commits: await withAuthors(ctx, commits) };
  },
});
