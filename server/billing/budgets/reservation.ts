import type { Charges } from "./store/settle";

/** What was reserved in budgets for one call. */
export interface Reservation {
  /** The most that the call can cost, in nano-units; held in every lease. */
  readonly bound: bigint;
  /** Ids of the leases that it is held in. */
  readonly leases: readonly string[];
  /** Whether one of them is of the payer's wallet. */
  readonly coversWallet: boolean;
  /** Ids of soft scopes, which only count. */
  readonly softScopes: readonly number[];
}

/** What the payer owes of a cost: what a call used beyond a bound that was promised is the platform's loss. */
export const chargedOf = (cost: bigint, reservation: Reservation | undefined): bigint =>
  reservation !== undefined && reservation.leases.length > 0 && cost > reservation.bound ? reservation.bound : cost;

interface Charged {
  readonly ownerId: string;
  readonly charged: bigint;
  readonly reservation?: Reservation | undefined;
}

/** What calls are to be taken from, summed up. */
export function chargesOf(calls: readonly Charged[]): Charges {
  const leases = new Map<string, bigint>();
  const scopes = new Map<number, bigint>();
  const wallets = new Map<string, bigint>();
  for (const { ownerId, charged, reservation } of calls) {
    if (charged === 0n) continue;
    for (const id of reservation?.leases ?? []) add(leases, id, charged);
    for (const id of reservation?.softScopes ?? []) add(scopes, id, charged);
    if (!reservation?.coversWallet) add(wallets, ownerId, charged);
  }
  return { leases, scopes, wallets };
}

const add = <K>(sums: Map<K, bigint>, key: K, amount: bigint) => sums.set(key, (sums.get(key) ?? 0n) + amount);
