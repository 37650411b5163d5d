import { authorize, personOf } from "@/server/access";
import { getOwner } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { type Ctx, DomainError } from "@/server/kernel";

/** The account whose repositories a block is about, which the caller must manage. */
export async function authorizeBlocks(ctx: Ctx, name: string | undefined): Promise<AccountSummary> {
  personOf(ctx);
  const owner = await getOwner(ctx, name);
  const permission = owner.kind === "user" ? "account.manage" : "organization.manage";
  await authorize(ctx, permission, { kind: "Account", id: owner.id, ownerId: owner.id, visibility: "private" });
  return owner;
}

export async function personNamed(ctx: Ctx, username: string): Promise<AccountSummary> {
  const person = await getOwner(ctx, username);
  if (person.kind === "user") return person;
  throw new DomainError("invalid", `${username} is not a person`);
}
