import { authorize } from "@/server/access";
import { ownSecretPolicy } from "@/server/git";
import { defineQuery } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { RepoAddress } from "../contract/repo";
import { SecretPolicy } from "../contract/secrets";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";

export const getSecretPolicy = defineQuery({
  name: "hub.getSecretPolicy",
  summary: "See what a repository does when secrets are pushed",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/secret-policy" },
  input: RepoAddress,
  output: SecretPolicy,
  async run(ctx, address) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const [{ pushedSecrets }, own] = await Promise.all([readSettings(ctx.db), ownSecretPolicy(ctx, repo.id)]);
    return { mode: own.mode, allowedPaths: [...own.allowedPaths], installation: pushedSecrets };
  },
});
