import { requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { hashOf, NO_OLD_SECRET, prefixOf, secretFrom } from "./api-key-secret";
import { CreatedApiKey, RotateApiKeyInput } from "./contract";
import { manageableKey } from "./manageable-key";
import { readApiKey } from "./read-api-key";
import { lockKey, updateKey } from "./store/keys";

const HOUR_MS = 3_600_000;

export const rotateApiKey = defineCommand({
  name: "gateway.rotateApiKey",
  summary: "Give an API key a new secret; the old one works on for as long as is said, one that is older ends at once",
  http: { method: "POST", path: "/api-keys/{keyId}/rotate" },
  input: RotateApiKeyInput,
  output: CreatedApiKey,
  async run(ctx, { keyId, overlapHours }) {
    const { ownerId } = await manageableKey(ctx, keyId);
    requireRecentSignIn(ctx);

    const secret = secretFrom(ctx.random(32));
    return atomically(ctx, async (ctx) => {
      const { secretHash: oldSecretHash, prefix: oldPrefix } = await lockKey(ctx.db, keyId);
      const [now, old] = [ctx.now(), { oldSecretHash, oldPrefix }];
      const oldSecretEndsAt = new Date(now.getTime() + overlapHours * HOUR_MS);
      await updateKey(ctx.db, keyId, {
        ...{ prefix: prefixOf(secret), secretHash: hashOf(secret), secretSince: now, updatedAt: now },
        ...(overlapHours > 0 ? { ...old, oldSecretEndsAt } : NO_OLD_SECRET),
      });
      const key = await readApiKey(ctx, keyId);
      const details = { overlapHours };
      await audit(ctx, "api_key.rotated", { kind: "API key", id: keyId, name: key.name, ownerId, details });
      return { ...key, secret };
    });
  },
});
