import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { putRefRule, refRulesOf } from "@/server/git";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { getUser } from "../collaborators/user";
import { MAX_PROTECTED_REFS, ProtectedRef, ProtectRefInput } from "../contract/refs";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { fullPatternOf, namedPattern } from "./protected-ref";

/** Throws `not_found` for people who do not exist, and `quota_exceeded` (`too_many_rules`). */
export const protectRef = defineCommand({
  name: "hub.protectRef",
  summary: "Protect branches or tags: who may push, merge and rewrite",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/protected-refs/{kind}/{pattern}" },
  input: ProtectRefInput,
  output: ProtectedRef,
  async run(ctx, { shelf, namespace, name, kind, pattern, people, ...levels }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const users = await Promise.all([...new Set(people)].map((username) => getUser(ctx, username)));
    const rule = { pattern: fullPatternOf({ kind, pattern }), ...levels, people: users.map(({ id }) => id) };
    await atomically(ctx, async (ctx) => {
      await assertRoom(ctx, repo.id, rule.pattern);
      await putRefRule(ctx, repo.id, rule);
      await audit(ctx, "repository.refProtected", auditTarget(repo, { kind, pattern, ...levels, people }));
    });
    return { kind, pattern, ...levels, people: users.map((user) => user.name) };
  },
});

async function assertRoom(ctx: Ctx, repoId: string, pattern: string): Promise<void> {
  const others = (await refRulesOf(ctx, repoId)).filter((rule) => namedPattern(rule) && rule.pattern !== pattern);
  if (others.length < MAX_PROTECTED_REFS) return;
  throw new DomainError("quota_exceeded", `A repository has at most ${MAX_PROTECTED_REFS} rules`, {
    reason: "too_many_rules",
  });
}
