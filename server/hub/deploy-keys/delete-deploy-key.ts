import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { dropDeployKey } from "@/server/identity";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { DeployKeyAddress } from "../contract/deploy-key";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";

export const deleteDeployKey = defineCommand({
  name: "hub.deleteDeployKey",
  summary: "Remove a deploy key; what it opened is closed at once",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/deploy-keys/{keyId}", status: 204 },
  input: DeployKeyAddress,
  output: Nothing,
  async run(ctx, { keyId, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    return atomically(ctx, async (ctx) => {
      const { title, fingerprint } = await dropDeployKey(ctx, { repoId: repo.id, keyId });
      await audit(ctx, "repository.deployKeyDeleted", auditTarget(repo, { key: title, fingerprint }));
      return {};
    });
  },
});
