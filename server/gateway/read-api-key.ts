import { findAccounts } from "@/server/identity";
import { type Ctx, notFound } from "@/server/kernel";
import { apiKeysFrom } from "./api-key";
import type { ApiKey } from "./contract";
import { getKey } from "./store/keys";

/** A key as it stands in the caller's transaction, for somebody who may see it. */
export async function readApiKey(ctx: Ctx, keyId: string): Promise<ApiKey> {
  const row = await getKey(ctx.db, keyId);
  const owner = (await findAccounts(ctx.db, [row.ownerId])).get(row.ownerId);
  const [key] = owner ? await apiKeysFrom(ctx, [row], owner.name) : [];
  if (!key) throw notFound("API key", keyId);
  return key;
}
