import type { FundKind } from "../contract/funds";
import type { Account } from "../store/ledger";

/** An account that a customer pays from. */
export interface Purse {
  readonly key: string;
  readonly account: Account;
  /** `null` is cash. */
  readonly kind: FundKind | null;
  readonly expiresAt: Date | null;
  /** Nano-units; what is spent is taken off, so that the next of the same batch sees it. */
  left: bigint;
}

/** Takes an amount out of purses, the first one first. `missing` is what they do not hold. */
export function spend(purses: readonly Purse[], amount: bigint) {
  const taken: { account: Account; amount: bigint }[] = [];
  let missing = amount;
  for (const purse of purses) {
    if (purse.left <= 0n || missing <= 0n) continue;
    const part = least(purse.left, missing);
    purse.left -= part;
    missing -= part;
    taken.push({ account: purse.account, amount: part });
  }
  return { taken, missing };
}

/** `Math.min` takes no bigint. */
export const least = (a: bigint, b: bigint): bigint => (a > b ? b : a);
