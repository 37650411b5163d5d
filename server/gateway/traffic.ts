import type { TokenPrice } from "@/server/billing";
import { Batches } from "./batches";
import type { Callable } from "./callable";
import type { Endpoint } from "./contract";
import type { Journal } from "./journal/journal";
import { createKeptAnswers, type KeptAnswers } from "./kept-answers";
import { createLimiter, type Limiter } from "./limits/limiter";
import { createPool, type Pool } from "./pool/pool";
import { type Breaker, createBreaker } from "./providers/breaker";
import type { Offer } from "./providers/offer";
import { createRetryBudget, type RetryBudget } from "./providers/retry-budget";
import type { Ending, Settlement } from "./settlement";
import type { KeyRow } from "./store/keys";
import type { Target } from "./target";
import { writeSettlements } from "./write-settlements";

export interface EndedCall {
  readonly endpoint: Endpoint;
  readonly upstream: Target["kind"];
  readonly ending: Ending;
}

/** What the gateway of one process knows of calls that are running. */
export interface Traffic {
  /** What calls may cost, held in budgets until it is known. */
  readonly pool: Pool;
  /** How fast keys may call, and how often at once. */
  readonly limiter: Limiter;
  /** Which providers are left alone for a while. */
  readonly breaker: Breaker;
  /** How many calls that failed are tried again. */
  readonly retries: RetryBudget;
  /**
   * Keys by the hash of their secret, prices by repository, resource groups by repository and payer, and models of providers by name, as they were within the last
   * second; deployments by who may call them, as they were when the database answered last.
   */
  readonly recent: {
    readonly keys: KeptAnswers<KeyRow>;
    readonly prices: KeptAnswers<TokenPrice>;
    readonly groups: KeptAnswers<string | null>;
    readonly offers: KeptAnswers<Offer>;
    readonly deployments: KeptAnswers<readonly Callable[]>;
  };
  /** Calls that run on a deployment right now. */
  readonly load: (deploymentId: string) => number;
  /** Calls that run on anything right now. */
  readonly running: () => number;
  /** Tells of every call that was admitted, when it has ended. */
  readonly watch: (watcher: (call: EndedCall) => void) => void;
  readonly ended: (call: EndedCall) => void;
  /** Counts a call in; the returned function counts it out, once. */
  readonly enter: (deploymentId: string) => () => void;
  /** What of this is on disk. */
  readonly journal: Journal;
  /** Writes a settlement together with those of other calls that end at the same time. */
  readonly settlements: Batches<Settlement>;
}

declare module "@/server/kernel/live" {
  interface Live {
    readonly traffic: Traffic;
  }
}

interface Config {
  readonly journal: Journal;
  /** After how long a settlement that the database refused is tried again. */
  readonly firstRetryMs: number;
}

/** What lies in the journal can wait: a transaction for many calls costs little more than one for a few. */
const LINGER_MS = 100;

/** One for each process that serves `/v1`. */
export function createTraffic({ journal, firstRetryMs }: Config): Traffic {
  const running = new Map<string, number>();
  const watchers: ((call: EndedCall) => void)[] = [];
  return {
    pool: createPool(() => journal.node()),
    limiter: createLimiter(),
    breaker: createBreaker(),
    retries: createRetryBudget(),
    recent: {
      ...{ keys: createKeptAnswers(), prices: createKeptAnswers(), offers: createKeptAnswers() },
      groups: createKeptAnswers(),
      deployments: createKeptAnswers({ ttlMs: 0 }),
    },
    load: (deploymentId) => running.get(deploymentId) ?? 0,
    running: () => running.values().reduce((sum, calls) => sum + calls, 0),
    watch: (watcher) => void watchers.push(watcher),
    ended(call) {
      for (const watcher of watchers) watcher(call);
    },
    enter(deploymentId) {
      running.set(deploymentId, (running.get(deploymentId) ?? 0) + 1);
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        const rest = (running.get(deploymentId) ?? 1) - 1;
        if (rest > 0) running.set(deploymentId, rest);
        else running.delete(deploymentId);
      };
    },
    journal,
    settlements: new Batches<Settlement>({
      async write(ctx, settlements) {
        await writeSettlements(ctx, settlements);
        journal.written(settlements.map(({ request }) => request.id));
      },
      factsOf: (settlement) => ({ settlement }),
      firstRetryMs,
      lingerMs: journal.durability === "wal" ? LINGER_MS : 0,
    }),
  };
}
