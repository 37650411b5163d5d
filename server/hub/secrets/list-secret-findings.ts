import { authorize } from "@/server/access";
import { listSecretFindings as findingsOf } from "@/server/git";
import { defineQuery, page } from "@/server/kernel";
import { ListSecretFindingsInput, SecretFindingPage } from "../contract/secrets";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";
import { showFindings } from "./secret-finding";

export const listSecretFindings = defineQuery({
  name: "hub.listSecretFindings",
  summary: "List the secrets that were found in what was pushed, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/secret-findings" },
  input: ListSecretFindingsInput,
  output: SecretFindingPage,
  async run(ctx, { shelf, namespace, name, ...input }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const { items, nextCursor } = await page(ctx, input, {
      list: `hub.listSecretFindings ${repo.id}`,
      read: (after, limit) => findingsOf(ctx, { repoId: repo.id, state: input.state, after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    return { items: await showFindings(ctx, items), nextCursor };
  },
});
