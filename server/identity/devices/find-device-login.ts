import { personOf } from "@/server/access";
import { type Ctx, DomainError } from "@/server/kernel";
import { admitAttempt } from "../passwords/admit-attempt";
import { neighbourhoodOf } from "../passwords/neighbourhood-of";
import { giveBackAttempt } from "../passwords/store";
import { foldUserCode, noSuchCode } from "./device-login";
import { type DeviceLoginRow, findWaiting } from "./store";

const FREE_GUESSES = 5;
const FREE_PER_NETWORK = 20;

/**
 * The waiting login whose code a person typed. A wrong code counts against the person and the network: who guesses
 * waits longer and longer, and a right code in between forgives none of the wrong ones. Throws `not_found`, `quota_exceeded` (`too_many_attempts`), `forbidden` (`person_required`).
 */
export async function findDeviceLogin(
  ctx: Ctx<"identity">,
  typed: string,
): Promise<{ readonly login: DeviceLoginRow; readonly userCode: string; readonly userId: string }> {
  const { kind, userId } = personOf(ctx);
  if (kind !== "user") {
    throw new DomainError("forbidden", "Only somebody who is signed in lets a device in", {
      reason: "person_required",
    });
  }
  const userCode = foldUserCode(typed);
  const keys = [{ key: `device:${userId}`, free: FREE_GUESSES, what: "wrong codes" }];
  if (ctx.clientAddress !== null) {
    keys.push({ key: `device:${neighbourhoodOf(ctx.clientAddress)}`, free: FREE_PER_NETWORK, what: "wrong codes" });
  }
  if (ctx.live.identity.limitsAttempts) for (const attempt of keys) await admitAttempt(ctx, attempt);
  const login = await findWaiting(ctx.db, userCode, ctx.now());
  if (!login) throw noSuchCode();
  if (ctx.live.identity.limitsAttempts) for (const { key } of keys) await giveBackAttempt(ctx.db, key, ctx.now());
  return { login, userCode, userId };
}
