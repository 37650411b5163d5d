import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand, enqueue } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { RescanRepoInput } from "../contract/scan";
import { scanFiles } from "../jobs";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";

export const rescanRepo = defineCommand({
  name: "hub.rescanRepo",
  summary: "Have the model files of a repository looked at again",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/scan", status: 202 },
  input: RescanRepoInput,
  output: Nothing,
  async run(ctx, address) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const refs = [`refs/heads/${repo.defaultBranch}`];
    await atomically(ctx, async (ctx) => {
      const payload = { repoId: repo.id, refs, since: ctx.now().toISOString() };
      await enqueue(ctx, scanFiles, { payload, key: repo.id });
      await audit(ctx, "repo.rescanned", auditTarget(repo));
    });
    return {};
  },
});
