import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { settleSecretFinding } from "@/server/git";
import { atomically, DomainError, defineCommand, userIdOf } from "@/server/kernel";
import { SecretFinding, UpdateSecretFindingInput } from "../contract/secrets";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { showFindings } from "./secret-finding";

/** Throws `not_found` for a finding of another repository. */
export const updateSecretFinding = defineCommand({
  name: "hub.updateSecretFinding",
  summary: "Say what became of a secret that was found, or open it again",
  http: { method: "PATCH", path: "/{shelf}/{namespace}/{name}/secret-findings/{findingId}" },
  input: UpdateSecretFindingInput,
  output: SecretFinding,
  async run(ctx, { findingId: id, state, note, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const userId = userIdOf(ctx.actor);
    const row = await atomically(ctx, async (ctx) => {
      const settled = await settleSecretFinding(ctx, { repoId: repo.id, id, state, note, userId });
      const { path, line, kind } = settled;
      await audit(ctx, "repository.secretSettled", auditTarget(repo, { id, path, line, kind, state, note }));
      return settled;
    });
    const [finding] = await showFindings(ctx, [row]);
    if (!finding) throw new DomainError("not_found", "There is no such finding");
    return finding;
  },
});
