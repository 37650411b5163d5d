import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { addRefRule, assertFewStars, putRefRule, refRulesOf } from "@/server/git";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { getUser } from "../collaborators/user";
import { MAX_PROTECTED_REFS, ProtectedRef, ProtectRefInput } from "../contract/refs";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { fullPatternOf, namedPattern } from "./protected-ref";

/** Throws `invalid` for a new pattern of too many stars, `not_found` for people who do not exist, `conflict` (`rule_exists`) and `quota_exceeded` (`too_many_rules`). */
export const protectRef = defineCommand({
  name: "hub.protectRef",
  summary: "Protect branches or tags: who may push, merge and rewrite",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/protected-refs/{kind}/{pattern}" },
  input: ProtectRefInput,
  output: ProtectedRef,
  async run(ctx, { shelf, namespace, name, kind, pattern, people, mustBeNew, ...levels }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const users = await Promise.all([...new Set(people)].map((username) => getUser(ctx, username)));
    const rule = { pattern: fullPatternOf({ kind, pattern }), ...levels, people: users.map(({ id }) => id) };
    await atomically(ctx, async (ctx) => {
      await assertRoom(ctx, repo.id, rule.pattern);
      if (!mustBeNew) await putRefRule(ctx, repo.id, rule);
      else if (!(await addRefRule(ctx, repo.id, rule))) throw ruleExists();
      await audit(ctx, "repository.refProtected", auditTarget(repo, { kind, pattern, ...levels, people }));
    });
    return { kind, pattern, ...levels, people: users.map((user) => user.name) };
  },
});

const ruleExists = () =>
  new DomainError("conflict", "These names have a rule already: edit it", { reason: "rule_exists" });

/** For one rule of this pattern. */
async function assertRoom(ctx: Ctx, repoId: string, pattern: string): Promise<void> {
  const rules = (await refRulesOf(ctx, repoId)).filter(namedPattern);
  assertFewStars(
    [pattern],
    rules.map((rule) => rule.pattern),
  );
  const others = rules.filter((rule) => rule.pattern !== pattern);
  if (others.length < MAX_PROTECTED_REFS) return;
  throw new DomainError("quota_exceeded", `A repository has at most ${MAX_PROTECTED_REFS} rules`, {
    reason: "too_many_rules",
  });
}
