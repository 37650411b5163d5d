import { openScopes, type Reservation, type ScopeRow, type Subject } from "@/server/billing";
import type { Ctx } from "@/server/kernel";
import { CLOCK, type Clock, createKeptAnswers } from "../kept-answers";
import { createComplaints } from "./complaints";
import { type Lease, MOST, type Released } from "./lease";
import { createLeases } from "./leases";
import { outOfReach, usedUp } from "./refused";

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
  readonly release: (released: Released) => void;
}

/** Reserves in memory what calls may cost, and asks the database only for more. One for each process. */
export function createPool(node: () => string | null, clock: Clock = CLOCK) {
  const leases = createLeases({ node, now: clock.now });
  const known = createKeptAnswers<readonly ScopeRow[]>(clock);
  const complaints = createComplaints("Budgets cannot be reached: calls live on what was leased before");

  async function refill(ctx: Ctx, lease: Lease, amount: bigint) {
    try {
      const done = await lease.refill(ctx, amount);
      complaints.worked();
      return done;
    } catch (error) {
      complaints.failed(ctx, error);
      return null;
    }
  }

  /** Takes an amount from a scope, and waits for more where it must. Throws and holds nothing. */
  async function take(ctx: Ctx, scope: ScopeRow, amount: bigint): Promise<Lease> {
    if (leases.isClosed()) throw outOfReach();
    if (amount > MOST) throw usedUp(scope);
    const lease = leases.of(ctx, scope);
    if (!lease.take(amount)) return waitFor(ctx, scope, amount);
    if (lease.isLow(amount)) void refill(ctx, lease, amount);
    return lease;
  }

  async function waitFor(ctx: Ctx, scope: ScopeRow, amount: bigint): Promise<Lease> {
    const late = clock.patience().then(() => null);
    while (!leases.isClosed()) {
      const lease = leases.of(ctx, scope);
      if (lease.take(amount)) return lease;
      const refilled = await Promise.race([late, refill(ctx, lease, amount)]);
      if (lease.take(amount)) return lease;
      if (refilled === null) break;
      if (refilled.isRefused && refilled.need <= lease.missing(amount)) throw usedUp(scope);
    }
    throw outOfReach();
  }

  async function scopesOf(ctx: Ctx, { subjects, at }: Wanted): Promise<readonly ScopeRow[]> {
    const names = JSON.stringify(subjects.map(({ kind, ref, ownerId }) => [kind, ref, ownerId]));
    const isValid = (scopes: readonly ScopeRow[]) => scopes.every((scope) => isIn(scope, at));
    try {
      return await known(names, { load: () => openScopes(ctx, subjects, at), isValid });
    } catch (error) {
      complaints.failed(ctx, error);
      throw outOfReach();
    }
  }

  return {
    /**
     * Reserves what a call may cost in every budget of its subjects, or in none. Throws `quota_exceeded`
     * (`insufficient_quota`), or `unavailable` when the database does not answer and no lease holds enough.
     */
    async reserve(ctx: Ctx, wanted: Wanted): Promise<Reserved> {
      const scopes = await scopesOf(ctx, wanted);
      const amount = wanted.bound > 0n ? wanted.bound : 1n;
      const held: Lease[] = [];
      const release = (released: Released) => {
        for (const lease of held.splice(0)) lease.release(amount, released);
      };
      try {
        for (const scope of scopes) if (scope.mode === "hard") held.push(await take(ctx, scope, amount));
      } catch (error) {
        release({ charged: 0n });
        throw error;
      }
      return { reservation: reservationOf(scopes, held, amount), release };
    },

    tick: leases.tick,
    close: leases.close,
  };
}
export type Pool = ReturnType<typeof createPool>;

const isIn = ({ periodStart, periodEnd }: ScopeRow, at: Date) =>
  periodStart <= at && (periodEnd === null || at < periodEnd);

const reservationOf = (scopes: readonly ScopeRow[], held: readonly Lease[], bound: bigint): Reservation => ({
  bound,
  leases: held.map(({ id }) => id),
  coversWallet: held.some(({ scope }) => scope.kind === "wallet"),
  softScopes: scopes.filter(({ mode }) => mode === "soft").map(({ id }) => id),
});
