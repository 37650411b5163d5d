import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { assertFewStars, ownSecretPolicy, putSecretPolicy } from "@/server/git";
import { atomically, defineCommand } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { SecretPolicy, UpdateSecretPolicyInput } from "../contract/secrets";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";

/** Throws `invalid` for a new pattern of too many stars. */
export const updateSecretPolicy = defineCommand({
  name: "hub.updateSecretPolicy",
  summary: "Decide what a repository does when secrets are pushed",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/secret-policy" },
  input: UpdateSecretPolicyInput,
  output: SecretPolicy,
  async run(ctx, { mode, allowedPaths, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const after = { mode, allowedPaths: [...new Set(allowedPaths)] };
    await atomically(ctx, async (ctx) => {
      const before = await ownSecretPolicy(ctx, repo.id);
      assertFewStars(after.allowedPaths, before.allowedPaths);
      await putSecretPolicy(ctx, repo.id, after);
      await audit(ctx, "repository.secretPolicyChanged", auditTarget(repo, { before, after }));
    });
    return { ...after, installation: (await readSettings(ctx.db)).pushedSecrets };
  },
});
