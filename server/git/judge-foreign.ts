import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { inspectObjects } from "./inspect-objects";
import { judgeSecrets } from "./secrets/judge-secrets";
import { openSecretWatch } from "./secrets/secret-watch";

const MAX_TOLD = 20;
const JUDGING_MS = 10 * 60_000;

/**
 * Looks at what `fetchBranch` has brought as at a push, before a ref that people see names it: what another repository
 * lets in is not for this one to have. Throws `invalid` (`secret_found`, `objects_refused`).
 */
export async function judgeForeign(ctx: Ctx<"repositories">, repoId: string, head: string): Promise<void> {
  const watch = await openSecretWatch(ctx, repoId);
  if (!watch.isOn) return;
  const brought = { heads: [head], env: {}, watch };
  const signal = AbortSignal.timeout(JUDGING_MS);
  const { problems } = await inspectObjects(ctx, repoId, { ...brought, signal });
  if (problems.length > 0) throw refused(problems, "objects_refused");
  const verdict = await judgeSecrets(ctx, repoId, brought);
  if (verdict.problems.length > 0) throw refused(verdict.problems, "secret_found");
}

const refused = (problems: readonly string[], reason: "objects_refused" | "secret_found") =>
  gitError("invalid", problems.slice(0, MAX_TOLD).join("\n"), { reason });
