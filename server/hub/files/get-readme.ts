import { findRevision } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { parseCard } from "../card/card";
import { GetReadmeInput, Readme } from "../contract/content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { findTextAt } from "./open-repo-file";

export const getReadme = defineQuery({
  name: "hub.getReadme",
  summary: "Read the card of a repository",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/readme" },
  input: GetReadmeInput,
  output: Readme,
  async run(ctx: Ctx<"repositories">, { revision, ...address }) {
    const repo = await getRepoAt(ctx, address);
    const found = await findRevision(ctx, repo.id, revision ?? `refs/heads/${repo.defaultBranch}`);
    const source = found && (await findTextAt(ctx, repo, { commit: found.commit, path: "README.md" }));
    if (source === null) return { commit: found?.commit ?? null, source: null, metadata: {}, problem: null };
    const { metadata, body, problem } = parseCard(source);
    return { commit: found?.commit ?? null, source: body, metadata, problem };
  },
});
