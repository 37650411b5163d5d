import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { openDatabase } from "@/db/client";
import { createLocalVault } from "@/server/adapters/vault-local";
import { createDueCharges } from "@/server/billing";
import {
  admit,
  type Callable,
  createJournal,
  createProgressNotes,
  createTraffic,
  finishSettlements,
  openJournal,
  runPool,
  settle,
} from "@/server/gateway";
import { type Ctx, DomainError } from "@/server/kernel";
import { createIds } from "@/server/kernel/ids";
import { lockDataFolder } from "@/server/supervisor/data-lock";

/** What a process that charges calls is told as its argument, as JSON. */
export interface ChargingOrder {
  readonly databaseUrl: string;
  /** Of the journal. */
  readonly folder: string;
  readonly payerId: string;
  readonly keyId: string;
  readonly model: Omit<Callable, "createdAt">;
  /** Calls that run at the same time; 0 only settles what lies in the folder and ends. */
  readonly workers: number;
  /** Ends when a budget has not enough left for one more call, instead of trying again. */
  readonly endsWhenUsedUp?: boolean;
  /** Of how many answers one breaks off in the middle, as when its upstream is gone; none unless told. */
  readonly breaksOneOf?: number;
}

/** What it tells, a line of JSON each. */
export type Told =
  | { readonly kind: "starting" | "open" }
  | { readonly kind: "admitted"; readonly id: string }
  /** A budget has not enough left, or cannot be reached. */
  | { readonly kind: "refused"; readonly reason: string | null }
  /** The last byte of its answer would have left, or has been waited for in vain. */
  | { readonly kind: "answered"; readonly id: string; readonly inputTokens: number; readonly outputTokens: number };

const END_MS = 60_000;
const PAUSE_MS = 20;
/** What a caller tries again later, or not any more. */
const REFUSALS = new Set<string>(["quota_exceeded", "unavailable"]);
/** Written at once: what stands in the pipe outlives this process. */
const tell = (told: Told) => writeSync(1, `${JSON.stringify(told)}\n`);

const order: ChargingOrder = JSON.parse(process.argv[2] ?? "");
const { db, close } = openDatabase(order.databaseUrl);
const journal = createJournal({ folder: order.folder, durability: "wal", lock: lockDataFolder });
const ctx: Ctx<"traffic" | "dueCharges"> = {
  actor: { kind: "system", process: "test" },
  ...{ db, ports: {}, random: randomBytes, id: createIds(), now: () => new Date() },
  ...{ fetch, refuseAddress: () => {} },
  live: { traffic: createTraffic({ journal, firstRetryMs: 20 }), dueCharges: createDueCharges() },
  site: { origin: "http://localhost:3000", contentOrigin: "http://content.localhost:3000", ssh: null, currency: "USD" },
  ...{ requestId: "test", clientAddress: null, ...createLocalVault({ secret: randomUUID() }) },
  log: {
    info: () => {},
    warn: () => {},
    error: (facts, message) => void writeSync(2, `${message} ${String(facts)}\n`),
  },
  report: (error) => void writeSync(2, `${String(error)}\n`),
};
const { payerId, keyId } = order;
const caller = { payerId, keyId, userId: payerId, ownerIds: [payerId] };
const bound = { inputTokens: 2_000, maxTokens: 2_000, answers: 1 };
const call = { model: order.model.model, endpoint: "chat.completions", isStream: true, bound } as const;

/** Most answers are short; some are long enough for more than one note. */
async function callOnce(): Promise<void> {
  const admission = await admit(ctx, async () => [{ ...order.model, createdAt: new Date(0) }], { caller, call });
  tell({ kind: "admitted", id: admission.id });
  const dice = randomUUID();
  const inputTokens = 1 + Number.parseInt(dice.slice(0, 2), 16);
  const wantedTokens = 1 + Number.parseInt(dice.slice(2, 4), 16) * (dice[4] === "0" ? 4 : 1);
  const isBroken = order.breaksOneOf !== undefined && randomInt(order.breaksOneOf) === 0;
  const outputTokens = isBroken ? Math.ceil(wantedTokens / 2) : wantedTokens;
  const note = createProgressNotes(ctx, admission);
  for (let made = 1; made <= outputTokens; made += 64) {
    note({ inputTokens, outputTokens: made }, 1);
    await turn();
  }
  const tokens = { inputTokens, outputTokens };
  await settle(ctx, admission, {
    ...(isBroken
      ? ({ basis: "counted", outcome: "failed" } as const)
      : ({ basis: "reported", outcome: "completed" } as const)),
    ...{ tokens, status: 200, latencyMs: 1, ttftMs: 1 },
  });
  tell({ kind: "answered", id: admission.id, ...tokens });
}

async function work(): Promise<void> {
  for (;;) {
    try {
      await callOnce();
    } catch (error) {
      if (!(error instanceof DomainError && REFUSALS.has(error.code))) throw error;
      tell({ kind: "refused", reason: error.reason ?? null });
      if (order.endsWhenUsedUp && error.code === "quota_exceeded") return;
      await sleep(PAUSE_MS);
    }
  }
}

tell({ kind: "starting" });
await openJournal(ctx);
tell({ kind: "open" });
const pool = runPool(ctx);
await Promise.all(Array.from({ length: order.workers }, work));
await finishSettlements(ctx, AbortSignal.timeout(END_MS));
await pool.stop();
await journal.close();
await close();
process.exit(0);
