import { lastCommits, listTree as listGitTree } from "@/server/git";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListTreeInput, TreePage } from "../contract/content";
import { scansOf } from "../scan/scans-of";
import { atRevision, NO_ROW } from "./at-revision";
import { sizeOf } from "./open-repo-file";

export const listTree = defineQuery({
  name: "hub.listTree",
  summary: "List files and folders at a revision",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/tree" },
  input: ListTreeInput,
  output: TreePage,
  async run(ctx: Ctx<"repositories">, input) {
    const { repo, commit } = await atRevision(ctx, input);
    const { path, recursive } = input;
    const { items, nextCursor } = await page(ctx, input, {
      list: `hub.tree ${commit}`,
      read: async (after, limit) =>
        (await listGitTree(ctx, repo.id, { commit, path, recursive, after: after?.sort, limit })).items,
      keyOf: (entry) => ({ sort: entry.path, id: NO_ROW }),
    });
    const paths = items.map((entry) => entry.path);
    const commits = input.withCommits ? await lastCommits(ctx, repo.id, { commit, paths }) : new Map();
    const scans = await scansOf(ctx, items);
    const shown = items.map((entry) => ({
      ...entry,
      size: sizeOf(entry),
      lastCommit: commits.get(entry.path) ?? null,
      scanStatus: scans.get(entry.path)?.status ?? null,
    }));
    return { items: shown, nextCursor, commit };
  },
});
