import { authorize } from "@/server/access";
import type { Ctx } from "@/server/kernel";
import { keyResource } from "./key-resource";
import { getKey, type KeyRow } from "./store/keys";

/** A living key that the actor may manage. Throws `not_found` and `forbidden`. */
export async function manageableKey(ctx: Ctx, keyId: string): Promise<KeyRow> {
  const row = await getKey(ctx.db, keyId);
  await authorize(ctx, "key.manage", keyResource(keyId, row.ownerId));
  return row;
}
