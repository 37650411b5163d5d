import type { Subject } from "@/server/billing";
import { findAccountByName, findGroupRow, findRole } from "@/server/identity";
import { type Ctx, notFound } from "@/server/kernel";
import type { HolderKind } from "../contract/budgets";

/** How the audit trail names a holder. */
export const AUDITED = { member: "user", group: "resourceGroup" } as const satisfies Record<HolderKind, string>;

interface Named {
  readonly kind: HolderKind;
  readonly holder: string;
}

/** Somebody, or a resource group, whose calls an organisation pays. */
export interface Holder {
  readonly subject: Subject;
  readonly name: string;
}

/** Who is named, also somebody who left. Throws `not_found`; checks no right. */
export async function getHolder(ctx: Ctx, ownerId: string, { kind, holder }: Named): Promise<Holder> {
  if (kind === "group") {
    const group = await findGroupRow(ctx.db, ownerId, holder);
    if (!group) throw notFound("Resource group", holder);
    return { subject: { kind: "project", ref: group.id, ownerId }, name: group.name };
  }
  const user = await findAccountByName(ctx.db, holder);
  if (user?.kind !== "user") throw notFound("User", holder);
  return { subject: { kind: "member", ref: user.id, ownerId }, name: user.name };
}

/** The same, of those who can get a budget: not of somebody who left. */
export async function getPresentHolder(ctx: Ctx, ownerId: string, named: Named): Promise<Holder> {
  const found = await getHolder(ctx, ownerId, named);
  const { kind, ref: userId } = found.subject;
  if (kind === "member" && !(await findRole(ctx.db, { organizationId: ownerId, userId }))) {
    throw notFound("Member", named.holder);
  }
  return found;
}
