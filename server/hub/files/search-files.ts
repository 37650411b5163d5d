import { grepFiles } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { FileMatches, SearchFilesInput } from "../contract/content";
import { contentAtRevision } from "./at-revision";

export const searchFiles = defineQuery({
  name: "hub.searchFiles",
  summary: "Search the text files of a revision",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/search" },
  input: SearchFilesInput,
  output: FileMatches,
  async run(ctx: Ctx<"repositories">, { query, path, ...address }) {
    const { repo, commit } = await contentAtRevision(ctx, address);
    const { items, isTruncated } = await grepFiles(ctx, repo.id, { commit, query, path });
    return { commit, items: [...items], isTruncated };
  },
});
