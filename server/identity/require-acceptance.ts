import { allowsPlatform, personOf } from "@/server/access";
import { type Ctx, DomainError } from "@/server/kernel";
import type { UserRow } from "./store/users";

/**
 * Whether somebody has said yes to an organisation: they came by an invitation, act on themselves, or the platform's
 * administrators say it for them.
 */
export const isAccepted = (ctx: Ctx, user: UserRow, member: { readonly hasAccepted: boolean } | null): boolean =>
  member?.hasAccepted === true || personOf(ctx).userId === user.id || allowsPlatform(ctx, "platform.users");

/** Nobody is made to own what they never joined. Throws `conflict` (`acceptance_needed`). */
export function requireAcceptance(ctx: Ctx, user: UserRow, member: { readonly hasAccepted: boolean } | null): void {
  if (isAccepted(ctx, user, member)) return;
  throw new DomainError("conflict", `${user.name} has to accept an invitation before they can own the organization`, {
    reason: "acceptance_needed",
  });
}
