import { authorize, personOf, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { addDeployKey } from "@/server/identity";
import { atomically, defineCommand } from "@/server/kernel";
import { CreateDeployKeyInput, DeployKey } from "../contract/deploy-key";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";

export const createDeployKey = defineCommand({
  name: "hub.createDeployKey",
  summary: "Add an SSH key that opens this repository and nothing else",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/deploy-keys", status: 201 },
  input: CreateDeployKeyInput,
  output: DeployKey,
  async run(ctx, { title, publicKey, canWrite, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    if (canWrite) await authorize(ctx, "repo.write", resourceOf(repo)); // no token hands out more than it may itself
    requireRecentSignIn(ctx);
    const { userId, username } = personOf(ctx);
    return atomically(ctx, async (ctx) => {
      const row = await addDeployKey(ctx, { repoId: repo.id, userId, title, publicKey, canWrite });
      const { fingerprint } = row;
      await audit(ctx, "repository.deployKeyCreated", auditTarget(repo, { key: row.title, fingerprint, canWrite }));
      return { ...row, addedBy: username };
    });
  },
});
