import { keepLeases, listScopes, type ScopeRow } from "@/server/billing";
import type { Ctx } from "@/server/kernel";
import { createLease, type Lease } from "./lease";

const IDLE_MS = 2_000;
const HEARTBEAT_MS = 10_000;
/** A lease that nobody used for so long is closed. */
const CLOSE_MS = 600_000;

interface Place {
  /** The process, as leases name it; `null` gives it a name that it keeps to itself. */
  readonly node: () => string | null;
  readonly now: () => number;
}

/** The leases of one process: one that is open for each scope. */
export function createLeases({ node, now }: Place) {
  const leases = new Map<number, Lease>();
  const versions = new Map<number, string>();
  let own: string | null = null;
  let nodes = 1;
  let heardAt = now();
  let isClosed = false;

  /** Says that these leases are alive, and ends those that the database ended meanwhile. */
  async function keep(ctx: Ctx): Promise<void> {
    const mine = [...leases.values()].filter((lease) => lease.isOpened());
    const kept = await keepLeases(
      ctx.db,
      mine.map(({ id }) => id),
    );
    heardAt = now();
    nodes = Math.max(1, kept.nodes);
    for (const lease of mine) if (!kept.open.has(lease.id)) lease.end();
  }

  /** Whether the budget changed, or somebody got nothing of it, since it was last looked at. */
  function isNews({ id, version, wantedAt, mode }: ScopeRow): boolean {
    const seen = `${version} ${wantedAt?.getTime()} ${mode}`;
    const before = versions.get(id);
    versions.set(id, seen);
    return before !== undefined && before !== seen;
  }

  async function look(ctx: Ctx, lease: Lease, row: ScopeRow): Promise<void> {
    if (isNews(row) || lease.idleMs() >= IDLE_MS) await lease.giveBack(ctx);
    if (lease.isUsed() || lease.idleMs() < CLOSE_MS) return;
    leases.delete(row.id);
    versions.delete(row.id);
    await lease.close(ctx);
  }

  return {
    isClosed: () => isClosed,

    /** The lease of a scope; one that is over makes room for another. */
    of(ctx: Ctx, scope: ScopeRow): Lease {
      const open = leases.get(scope.id);
      if (open && !open.isOver()) return open;
      own ??= node() ?? ctx.id();
      const lease = createLease(ctx, { scope, node: own, nodes: () => nodes, now });
      leases.set(scope.id, lease);
      if (!versions.has(scope.id)) isNews(scope);
      return lease;
    },

    /** What has to be done every second: a sign of life, what others need or changed, what nobody uses. */
    async tick(ctx: Ctx): Promise<void> {
      if (now() - heardAt >= HEARTBEAT_MS) await keep(ctx);
      const rows = leases.size === 0 ? [] : await listScopes(ctx.db, [...leases.keys()]);
      for (const row of rows) {
        const lease = leases.get(row.id);
        if (lease) await look(ctx, lease, row);
      }
    },

    /**
     * Gives back what no call holds that is not written yet; the rest is for the next start. Nothing is reserved
     * afterwards.
     */
    async close(ctx: Ctx): Promise<void> {
      isClosed = true;
      for (const [id, lease] of leases) {
        await (lease.isUsed() ? lease.giveBack(ctx) : lease.close(ctx));
        leases.delete(id);
      }
    },
  };
}
