import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { removeRefRule } from "@/server/git";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { UnprotectRefInput } from "../contract/refs";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { fullPatternOf } from "./protected-ref";

export const unprotectRef = defineCommand({
  name: "hub.unprotectRef",
  summary: "Take the protection of branches or tags away",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/protected-refs/{kind}/{pattern}", status: 204 },
  input: UnprotectRefInput,
  output: Nothing,
  async run(ctx, { kind, pattern, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    await atomically(ctx, async (ctx) => {
      if (!(await removeRefRule(ctx, repo.id, fullPatternOf({ kind, pattern })))) throw notFound("Rule", pattern);
      await audit(ctx, "repository.refUnprotected", auditTarget(repo, { kind, pattern }));
    });
    return {};
  },
});
