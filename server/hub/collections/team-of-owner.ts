import { findAccounts } from "@/server/identity";
import { type Ctx, notFound } from "@/server/kernel";
import { getTeamOf } from "../collaborators/team";
import type { CollectionRow } from "./store";

/** A team of the organisation that owns a collection. Throws what `getTeamOf` throws. */
export async function getTeamOfOwner(ctx: Ctx, { ownerId }: CollectionRow, team: string) {
  return getTeamOf(ctx, await ownerNameOf(ctx, ownerId), team);
}

export async function ownerNameOf({ db }: Ctx, ownerId: string): Promise<string> {
  const owner = (await findAccounts(db, [ownerId])).get(ownerId);
  if (!owner) throw notFound("Account", ownerId);
  return owner.name;
}
