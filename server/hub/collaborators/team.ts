import { findAccountByName, getTeamFor } from "@/server/identity";
import { type Ctx, DomainError } from "@/server/kernel";

/**
 * A team of the organisation that owns something. Throws `not_found`, also for whoever may not see the team, and
 * `invalid` (`no_organization`) for what a person owns.
 */
export async function getTeamOf(ctx: Ctx, namespace: string, team: string) {
  const owner = await findAccountByName(ctx.db, namespace);
  if (owner?.kind === "organization") return getTeamFor(ctx, "team.read", { name: namespace, team });
  throw new DomainError("invalid", "Only what an organization owns can be shared with teams: move it to one first", {
    reason: "no_organization",
  });
}
