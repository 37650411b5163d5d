import { allows } from "@/server/access";
import type { Subject } from "@/server/billing";
import { type Ctx, isPerson } from "@/server/kernel";
import { accountResource } from "../key-resource";

/**
 * Whose budgets somebody sees of an organisation: `all` who may read what it pays, a member their own and those of the
 * resource groups in which they have a role, others none.
 */
export async function visibleHolders(ctx: Ctx, ownerId: string): Promise<"all" | readonly Subject[]> {
  if (await allows(ctx, "billing.read", accountResource(ownerId))) return "all";
  const { actor } = ctx;
  const membership = isPerson(actor) && actor.memberships.find(({ organizationId }) => organizationId === ownerId);
  if (!isPerson(actor) || !membership) return [];
  const groups = new Set(membership.groups.map(({ groupId }) => groupId));
  return [
    { kind: "member", ref: actor.userId, ownerId },
    ...[...groups].map((ref) => ({ kind: "project", ref, ownerId }) as const),
  ];
}
