import type { Ctx } from "@/server/kernel";
import { foldName } from "../contract";
import { hashOf } from "../secret";
import { admitAttempt } from "./admit-attempt";
import { laneOf } from "./lane-of";
import { neighbourhoodOf } from "./neighbourhood-of";
import { forgetAttempts, giveBackAttempt } from "./store";

interface OwnClaim {
  /** `null` where there is no such account. */
  readonly passwordHash: string | null;
  readonly password: string;
}

interface Claim extends OwnClaim {
  /** What the attempts are counted under: the login as it was typed, whether anybody has it or not. */
  readonly login: string;
}

interface Counted {
  readonly key: string;
  readonly free: number;
}

/** Of one account from one network: somebody elsewhere keeps nobody out by wrong ones. */
const FREE_FROM_NETWORK = 5;
/** Of one account from anywhere: bounds who guesses from many networks. */
const FREE_PER_ACCOUNT = 100;
/** Of one network, whatever the accounts. */
const FREE_PER_NETWORK = 50;
/** Of a person who is signed in. */
const FREE_SIGNED_IN = 5;

/**
 * Whether the password is right; takes as long for an account that does not exist. Throws `quota_exceeded`
 * (`too_many_attempts`, with `retryAfterSeconds`) while the account or the network has to wait.
 */
export function checkPassword(ctx: Ctx<"identity">, claim: Claim): Promise<boolean> {
  const network = callersNeighbourhood(ctx);
  return checkCounted(ctx, claim, {
    forgotten: accountKeys(ctx, claim.login),
    givenBack: network === null ? [] : [{ key: `network:${network}`, free: FREE_PER_NETWORK }],
  });
}

/** The same of somebody who is signed in: what strangers tried at sign-in does not count. */
export const checkOwnPassword = (ctx: Ctx<"identity">, userId: string, claim: OwnClaim): Promise<boolean> =>
  checkCounted(ctx, claim, { forgotten: [{ key: `own:${userId}`, free: FREE_SIGNED_IN }], givenBack: [] });

/** After a password was set anew: whoever set it need not wait here. */
export async function forgetWrongPasswords(ctx: Ctx, login: string): Promise<void> {
  for (const { key } of accountKeys(ctx, login)) await forgetAttempts(ctx.db, key);
}

interface Counts {
  /** Begins anew after the right password. */
  readonly forgotten: readonly Counted[];
  /** Gets the one attempt back. */
  readonly givenBack: readonly Counted[];
}

async function checkCounted(ctx: Ctx<"identity">, { passwordHash, password }: OwnClaim, counts: Counts) {
  const { passwords, limitsAttempts } = ctx.live.identity;
  const { forgotten, givenBack } = counts;
  const counted = limitsAttempts ? [...forgotten, ...givenBack] : [];
  for (const one of counted) await admitAttempt(ctx, { ...one, what: "attempts" });
  const isRight = await passwords.verify(passwordHash, password, laneOf(ctx));
  if (isRight && limitsAttempts) {
    for (const { key } of forgotten) await forgetAttempts(ctx.db, key);
    for (const { key } of givenBack) await giveBackAttempt(ctx.db, key, ctx.now());
  }
  return isRight;
}

/** The narrow one first: what it refuses does not count against the account. */
function accountKeys(ctx: Ctx, login: string): readonly Counted[] {
  const account = `account:${hashOf(foldName(login))}`;
  return [
    { key: `${account}:${callersNeighbourhood(ctx) ?? "inside"}`, free: FREE_FROM_NETWORK },
    { key: account, free: FREE_PER_ACCOUNT },
  ];
}

const callersNeighbourhood = ({ clientAddress }: Ctx): string | null =>
  clientAddress === null ? null : neighbourhoodOf(clientAddress);
