import type { Ctx } from "@/server/kernel";
import { foldName } from "../contract";
import { hashOf } from "../secret";
import { admitAttempt } from "./admit-attempt";
import { laneOf } from "./lane-of";
import { neighbourhoodOf } from "./neighbourhood-of";
import { forgetAttempts, giveBackAttempt } from "./store";

interface Claim {
  /** What the attempts are counted under: the login as it was typed, whether anybody has it or not. */
  readonly login: string;
  /** `null` where there is no such account. */
  readonly passwordHash: string | null;
  readonly password: string;
}

const FREE_PER_ACCOUNT = 5;
const FREE_PER_NETWORK = 50;

/**
 * Whether the password is right; takes as long for an account that does not exist. Throws `quota_exceeded`
 * (`too_many_attempts`, with `retryAfterSeconds`) while the account or the network has to wait.
 */
export async function checkPassword(ctx: Ctx<"identity">, { login, passwordHash, password }: Claim): Promise<boolean> {
  const { passwords, limitsAttempts } = ctx.live.identity;
  const account = `account:${hashOf(foldName(login))}`;
  const network = ctx.clientAddress === null ? null : `network:${neighbourhoodOf(ctx.clientAddress)}`;
  if (limitsAttempts) {
    await admitAttempt(ctx, { key: account, free: FREE_PER_ACCOUNT, what: "attempts" });
    if (network !== null) await admitAttempt(ctx, { key: network, free: FREE_PER_NETWORK, what: "attempts" });
  }
  const isRight = await passwords.verify(passwordHash, password, laneOf(ctx));
  if (isRight && limitsAttempts) {
    await forgetAttempts(ctx.db, account);
    if (network !== null) await giveBackAttempt(ctx.db, network, ctx.now());
  }
  return isRight;
}
