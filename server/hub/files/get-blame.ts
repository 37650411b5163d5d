import { blameFile } from "@/server/git";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { Blame, GetBlameInput } from "../contract/content";
import { contentAtRevision, withAuthors } from "./at-revision";
import { findTextAt, statRepoFile } from "./open-repo-file";

/** Throws `not_found` (`entry_not_found`) and `invalid` (`not_text`) for a file without lines. */
export const getBlame = defineQuery({
  name: "hub.getBlame",
  summary: "Find the commit that last changed each line of a file",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/blame" },
  input: GetBlameInput,
  output: Blame,
  async run(ctx: Ctx<"repositories">, { path, first, limit, ...address }) {
    const { repo, revision, commit } = await contentAtRevision(ctx, address);
    await statRepoFile(ctx, repo, { commit, path });
    const text = await findTextAt(ctx, repo, { commit, path });
    if (text === null || text.includes("\0")) {
      throw new DomainError("invalid", "Only text files up to 1 MB have lines to ask about", { reason: "not_text" });
    }
    const all = text === "" ? [] : text.replace(/\n$/, "").split("\n");
    const lines = all.slice(first - 1, first - 1 + limit);
    const shown = { commit, revision, path, lines, first, total: all.length };
    if (lines.length === 0) return { ...shown, ranges: [], commits: [] };
    const last = first + lines.length - 1;
    const { ranges, commits } = await blameFile(ctx, repo.id, { commit, path, first, last });
    return { ...shown, ranges: [...ranges], commits: await withAuthors(ctx, [...commits.values()]) };
  },
});
