import { audit } from "@/server/audit";
import { atomically, type Ctx } from "@/server/kernel";
import type { ApiKey } from "./contract";
import { manageableKey } from "./manageable-key";
import { readApiKey } from "./read-api-key";
import { type KeyRow, lockKey, updateKey } from "./store/keys";

interface Change {
  /** As the trail names it. */
  readonly action: `api_key.${string}`;
  /** `null` when the key is so already: then nothing happens, and the trail says nothing. */
  readonly changesOf: (row: KeyRow) => Partial<KeyRow> | null;
}

/** Changes a key for somebody who may manage it, and writes that into the trail. Throws like `manageableKey`. */
export async function changeKey(ctx: Ctx, keyId: string, { action, changesOf }: Change): Promise<ApiKey> {
  const { ownerId } = await manageableKey(ctx, keyId);
  return atomically(ctx, async (ctx) => {
    const changes = changesOf(await lockKey(ctx.db, keyId));
    if (changes === null) return readApiKey(ctx, keyId);
    await updateKey(ctx.db, keyId, { ...changes, updatedAt: ctx.now() });
    const key = await readApiKey(ctx, keyId);
    await audit(ctx, action, { kind: "API key", id: keyId, name: key.name, ownerId });
    return key;
  });
}
