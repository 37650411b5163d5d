import type { Db } from "@/db/client";
import type { Ports } from "@/server/ports";
import type { Actor } from "./actor";
import type { Live } from "./live";

/** Addresses and facts of this installation, as this request may show them. */
export interface Site {
  /** Public origin without a trailing slash, such as `https://hub.example.com`. */
  readonly origin: string;
  /** Origin that serves what users uploaded as HTML or SVG; never the same as `origin`. */
  readonly contentOrigin: string;
  /** Where git is served over SSH, such as `ssh://git@hub.example.com:2222`; `null` when it is not. */
  readonly ssh: string | null;
  /** ISO 4217 code of the installation's own price list. */
  readonly currency: string;
}

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A `fetch` for addresses that somebody typed; what it refuses is a `DomainError` (`invalid`, `address_refused`). */
export type SafeFetch = (
  input: string | URL,
  init?: RequestInit & {
    /** The answer and its whole body come within this; 30 seconds unless told. */
    readonly totalMs?: number;
    /** Longest wait for the head of the answer, and between two pieces of its body; 30 seconds unless told. */
    readonly idleMs?: number;
    /** Headers that, beside `authorization` and `cookie`, do not follow a redirect to another origin; lower case. */
    readonly privateHeaders?: readonly string[];
    /**
     * Origin of whoever named the address, where that is not the person who asks; `null`: anybody at all. Only what lies
     * inside leads to what lies inside.
     */
    readonly namedBy?: string | null;
  },
) => Promise<Response>;

/** Everything that is outside the use case: a port, or a thing of a context that outlives the request. */
export type Dependency = keyof Ports | keyof Live;

type LastStep = (db: Db) => Promise<void>;

/** Everything a use case may touch. Name what you need: `Ctx<"objects" | "compute" | "repositories">`. */
export interface Ctx<P extends Dependency = never> {
  readonly actor: Actor;
  readonly db: Db;
  /** Of a transaction: what keeps others waiting until it ends, and therefore comes last. Absent outside of one. */
  readonly lastSteps?: LastStep[] | undefined;
  readonly ports: Pick<Ports, P & keyof Ports>;
  readonly live: Pick<Live, P & keyof Live>;
  readonly site: Site;
  readonly requestId: string;
  /** Address the request came from, as the front door saw it; `null` for the system itself. */
  readonly clientAddress: string | null;
  readonly now: () => Date;
  /** A UUIDv7: unique, and in the order of creation. */
  readonly id: () => string;
  /** Unpredictable bytes. */
  readonly random: (bytes: number) => Buffer;
  /** The one way out to addresses that somebody typed: refuses private networks and re-checks redirects. */
  readonly fetch: SafeFetch;
  /** Throws what `fetch` would throw for this address whatever its name resolves to; asks nothing over the network. */
  readonly refuseAddress: (address: string) => void;
  /** Encrypts and signs a short text; the result is safe to hand out and to store. */
  readonly seal: (text: string) => string;
  /** The sealed text, or `null` for anything that `seal` did not make. */
  readonly open: (token: string) => string | null;
  readonly log: Log;
  /** Records a bug for the operator. Never called for a `DomainError`. */
  readonly report: (error: unknown) => void;
}

/**
 * Shadow `ctx` with the argument, so no statement inside can escape the transaction. One inside another is a part of it:
 * what it leaves for the end is done when all of it ends.
 */
export const atomically = <C extends Ctx, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> =>
  ctx.db.transaction(async (tx) => {
    const lastSteps: LastStep[] = [];
    const result = await work({ ...ctx, db: tx, lastSteps });
    if (ctx.lastSteps) ctx.lastSteps.push(...lastSteps);
    else for (const step of lastSteps) await step(tx);
    return result;
  });

/** Does something as the last of the whole transaction, since it locks what everybody needs; at once outside of one. */
export async function atLast(ctx: Ctx, step: LastStep): Promise<void> {
  if (ctx.lastSteps) ctx.lastSteps.push(step);
  else await step(ctx.db);
}

/** The columns every new row starts with. */
export function newRow(ctx: Ctx) {
  const now = ctx.now();
  return { id: ctx.id(), createdAt: now, updatedAt: now };
}
