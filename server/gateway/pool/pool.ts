import { setTimeout as pause } from "node:timers/promises";
import { openScopes, type Reservation, type ScopeRow, type Subject } from "@/server/billing";
import { INSUFFICIENT_QUOTA } from "@/server/billing/contract";
import { type Ctx, DomainError } from "@/server/kernel";
import { createKnownScopes } from "./known-scopes";
import type { Lease } from "./lease";
import { createLeases } from "./leases";

const MAX_WAIT_MS = 250;

interface Clock {
  /** Milliseconds that only go forward. */
  readonly now: () => number;
  /** Resolves when a call has waited long enough for more. */
  readonly patience: () => Promise<unknown>;
}

const CLOCK: Clock = {
  now: () => performance.now(),
  patience: () => pause(MAX_WAIT_MS, undefined, { ref: false }),
};

interface Wanted {
  readonly subjects: readonly Subject[];
  /** The most that the call can cost, in nano-units. */
  readonly bound: bigint;
  readonly at: Date;
}

/** What a call holds in budgets until it is known what it cost. */
export interface Reserved {
  readonly reservation: Reservation;
  /** Gives up what the call did not cost; twice is harmless. */
  readonly release: (charged: bigint) => void;
}

/** Reserves in memory what calls may cost, and asks the database only for more. One for each process. */
export function createPool(node: string, { now, patience }: Clock = CLOCK) {
  const leases = createLeases(node, now);
  const known = createKnownScopes(now);

  /** Takes an amount from a scope, and waits for more where it must. Throws and holds nothing. */
  async function take(ctx: Ctx, scope: ScopeRow, amount: bigint): Promise<Lease> {
    if (leases.isClosed()) throw outOfReach();
    const lease = leases.of(ctx, scope);
    if (!lease.take(amount)) return waitFor(ctx, scope, amount);
    if (lease.isLow(amount)) lease.refill(ctx, amount).catch(() => {});
    return lease;
  }

  async function waitFor(ctx: Ctx, scope: ScopeRow, amount: bigint): Promise<Lease> {
    const late = patience().then(() => null);
    while (!leases.isClosed()) {
      const lease = leases.of(ctx, scope);
      if (lease.take(amount)) return lease;
      const refill = await Promise.race([late, lease.refill(ctx, amount).catch(() => null)]);
      if (lease.take(amount)) return lease;
      if (refill === null) break;
      if (refill.isRefused && refill.need <= lease.missing(amount)) throw usedUp();
    }
    throw outOfReach();
  }

  return {
    /**
     * Reserves what a call may cost in every budget of its subjects, or in none. Throws `quota_exceeded`
     * (`insufficient_quota`), or `unavailable` when the database does not answer and no lease holds enough.
     */
    async reserve(ctx: Ctx, { subjects, bound, at }: Wanted): Promise<Reserved> {
      const scopes = await known.get(subjects, at, () => openScopes(ctx, subjects, at));
      const amount = bound > 0n ? bound : 1n;
      const held: Lease[] = [];
      const release = (charged: bigint) => {
        for (const lease of held.splice(0)) lease.release(amount, charged < amount ? charged : amount);
      };
      try {
        for (const scope of scopes) if (scope.mode === "hard") held.push(await take(ctx, scope, amount));
      } catch (error) {
        release(0n);
        throw error;
      }
      return { reservation: reservationOf(scopes, held, amount), release };
    },

    tick: leases.tick,
    close: leases.close,
  };
}
export type Pool = ReturnType<typeof createPool>;

const reservationOf = (scopes: readonly ScopeRow[], held: readonly Lease[], bound: bigint): Reservation => ({
  bound,
  leases: held.map(({ id }) => id),
  coversWallet: held.some(({ scope }) => scope.kind === "wallet"),
  softScopes: scopes.filter(({ mode }) => mode === "soft").map(({ id }) => id),
});

const usedUp = () =>
  new DomainError("quota_exceeded", "A budget has not enough left for this call", { reason: INSUFFICIENT_QUOTA });
const outOfReach = () => new DomainError("unavailable", "Budgets cannot be read at the moment; try again");
