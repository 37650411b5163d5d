import { randomUUID } from "node:crypto";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll } from "vitest";
import { openDatabase } from "@/db/client";
import { usageEvents } from "@/db/schema/billing";
import { gatewayRequests } from "@/db/schema/gateway";
import { ensureDefaultPrices, walletOf } from "@/server/billing";
import { type Admission, admit, createJournal, createTraffic, openJournal, settle } from "@/server/gateway";
import { CreateApiKeyInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import type { Ctx } from "@/server/kernel";
import { lockDataFolder } from "@/server/supervisor/data-lock";
import { whileGone } from "./while-gone";
import type { setupWorld } from "./world";

type Gateway = Ctx<"traffic" | "dueCharges">;
type World = ReturnType<typeof setupWorld>;
type Options = Partial<Parameters<typeof createJournal>[0]>;

const BOUND = { inputTokens: 1_000, maxTokens: 1_000, answers: 1 };

/** Somebody with a key who calls a model: without a runtime, but all that is noted and charged is real. */
async function payerIn(world: World, limit: string) {
  const system = world.system();
  await ensureDefaultPrices(system);
  const person = await world.user();
  const key = await gatewayOperations.createApiKey.run(
    world.as(person),
    CreateApiKeyInput.parse({ name: "test", budget: { limit, period: "month" } }),
  );
  const { userId } = person;
  const caller = { payerId: userId, keyId: key.id, userId, ownerIds: [userId] };
  const [id, repoId, createdAt] = [system.id(), system.id(), system.now()];
  const addresses = ["http://127.0.0.1:9"];
  const model = { id, repoId, ownerId: userId, model: `${person.username}/chat`, addresses, createdAt };
  const call = { model: model.model, endpoint: "chat.completions", isStream: true, bound: BOUND } as const;
  const admitted = (ctx: Gateway) => admit(ctx, async () => [model], { caller, call });
  return { person, key, caller, model, admitted };
}

export const newJournalFolder = async () => join(await mkdtemp(join(tmpdir(), "journal-")), "gateway");

/** A gateway of its own over a folder, as a process has it; `open` takes the folder and settles what lies there. */
export function gatewayOver(system: Gateway, folder: string, options: Options = {}) {
  const journal = createJournal({ folder, durability: "wal", lock: (path) => lockDataFolder(path, 0), ...options });
  const traffic = createTraffic({ journal, firstRetryMs: 10 });
  const ctx: Gateway = { ...system, live: { ...system.live, traffic } };
  return { ctx, ...traffic, open: () => openJournal(ctx), close: () => journal.close() };
}

/** What lies in the folder at this moment, as a process that dies now leaves it. */
export async function leftBehind(folder: string): Promise<string> {
  const copy = `${folder}-${randomUUID()}`;
  await cp(folder, copy, { recursive: true, filter: (path) => !basename(path).startsWith("lock") });
  return copy;
}

/** Ends a call that produced so many tokens; resolves when its charge is kept. */
export const settled = (ctx: Gateway, admission: Admission, outputTokens = 10) =>
  settle(ctx, admission, {
    ...{ tokens: { inputTokens: 100, outputTokens }, basis: "reported", outcome: "completed" },
    ...{ status: 200, latencyMs: 5, ttftMs: 1 },
  });

/** More of what takes long. */
export const IS_NIGHTLY = process.env.YARD_NIGHTLY !== undefined;

/** What a call costs that `settled` ends, at the first prices. */
export const COST = 100n * 100n + 10n * 400n;

/** A payer of this world, gateways over folders, and a look at what is charged. */
export function chargesIn(world: World, { limit = "1000" } = {}) {
  let payer: Awaited<ReturnType<typeof payerIn>>;
  beforeAll(async () => {
    payer = await payerIn(world, limit);
  });
  async function openIn(folder: string, options: Options = {}) {
    const gateway = gatewayOver(world.system(), folder, options);
    await gateway.open();
    return gateway;
  }
  /** Runs while the database takes no charges. */
  const whileAway = <T>(work: () => Promise<T>): Promise<T> => whileGone(world.system().db, "gateway_requests", work);
  return {
    ...{ openIn, whileAway, payer: () => payer },
    usageOf: (id: string) => world.system().db.select().from(usageEvents).where(eq(usageEvents.id, id)),
    requestOf: (id: string) => world.system().db.select().from(gatewayRequests).where(eq(gatewayRequests.id, id)),
    owed: async () => (await walletOf(world.system(), payer.person.userId)).owed,
    /** A folder in which a process died that had acknowledged this call and could not reach the database any more. */
    async diedWithACharge() {
      const folder = await newJournalFolder();
      const { db, close } = openDatabase(world.databaseUrl());
      const gateway = gatewayOver({ ...world.system(), db }, folder);
      await gateway.open();
      const admission = await payer.admitted(gateway.ctx);
      await close();
      await settled(gateway.ctx, admission);
      const left = await leftBehind(folder);
      await gateway.close();
      return { id: admission.id, left };
    },
  };
}
