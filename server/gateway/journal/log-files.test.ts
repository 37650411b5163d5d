import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { usageEvents } from "@/db/schema/billing";
import { gatewayDatabase } from "@/db/schema/gateway";
import { finishSettlements } from "@/server/gateway";
import { chargesIn, gatewayOver, newJournalFolder, settled } from "@/server/testing/charges";
import { setupWorld } from "@/server/testing/world";
import { listSegments } from "./segments";

const world = setupWorld();
const { payer, openIn, whileAway, diedWithACharge, usageOf } = chargesIn(world);

describe("files of the journal", () => {
  test("are done when the database has all their calls, stay a day, and are nobody else's to read", async () => {
    const folder = await newJournalFolder();
    const gateway = await openIn(folder, { segmentBytes: 1_000 });
    for (const _ of [1, 2, 3, 4]) {
      await settled(gateway.ctx, await payer().admitted(gateway.ctx));
      await gateway.settlements.flush();
    }
    const done = listSegments(folder).filter(({ isDone }) => isDone);
    expect(done.length).toBeGreaterThanOrEqual(3);
    for (const name of readdirSync(folder))
      expect(statSync(join(folder, name)).mode & 0o077).toBe(name === "lock" ? 0o044 : 0);

    const [oldest, second] = done;
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    utimesSync(oldest?.path ?? "", yesterday, yesterday);
    gateway.journal.clean();
    expect(existsSync(oldest?.path ?? "")).toBe(false);
    expect(existsSync(second?.path ?? "")).toBe(true);
    await gateway.close();
  });

  test("hold no secret, and of a call what is charged only", async () => {
    const { left } = await diedWithACharge();
    const bytes = readFileSync(listSegments(left)[0]?.path ?? "", "utf8");
    expect(bytes).toContain(payer().key.id);
    expect(bytes).not.toContain(payer().key.secret);
    expect(bytes).not.toContain(payer().key.secret.slice(-12));
  });

  test("that are full refuse calls with 503, take what runs, and let calls in again when the database is back", async () => {
    const gateway = await openIn(await newJournalFolder(), { segmentBytes: 1_000, maxBytes: 2_400 });
    const running = await payer().admitted(gateway.ctx);
    await whileAway(async () => {
      await settled(gateway.ctx, running);
      const more = await payer().admitted(gateway.ctx);
      await settled(gateway.ctx, more);
      await expect(payer().admitted(gateway.ctx)).rejects.toMatchObject({
        code: "unavailable",
        reason: "journal_full",
      });
      expect(gateway.load(payer().model.id)).toBe(0);
    });
    await finishSettlements(gateway.ctx, new AbortController().signal);
    expect(gateway.journal.bytes()).toBeLessThan(2_400);
    await settled(gateway.ctx, await payer().admitted(gateway.ctx));
    await gateway.close();
  });

  test("that cannot be written refuse calls with 503, and a running call waits for the database", async () => {
    const folder = await newJournalFolder();
    const gateway = await openIn(folder, { segmentBytes: 1 });
    const running = await payer().admitted(gateway.ctx);
    rmSync(folder, { recursive: true });
    await expect(payer().admitted(gateway.ctx)).rejects.toMatchObject({
      code: "unavailable",
      reason: "journal_unwritable",
    });
    expect(gateway.load(payer().model.id)).toBe(1);
    await settled(gateway.ctx, running);
    expect(await usageOf(running.id)).toHaveLength(1);
  });
});

describe("a database that went back to an earlier moment", () => {
  const restored = setupWorld();

  test("gets everything again that lies here, also what it once had", async () => {
    const folder = await newJournalFolder();
    const gateway = await openIn(folder, { segmentBytes: 1_000 });
    const admissions: string[] = [];
    for (const _ of [1, 2, 3]) {
      const admission = await payer().admitted(gateway.ctx);
      admissions.push(admission.id);
      await settled(gateway.ctx, admission);
      await gateway.settlements.flush();
    }
    await gateway.close();

    const { db } = restored.system();
    const [own] = await world.system().db.select().from(gatewayDatabase);
    if (own) await db.insert(gatewayDatabase).values(own);
    const node = JSON.parse(readFileSync(join(folder, "node"), "utf8"));
    writeFileSync(join(folder, "node"), JSON.stringify({ ...node, history: "of another server" }));
    const next = gatewayOver(restored.system(), folder);
    await next.open();
    await next.close();
    const rows = await db.select({ id: usageEvents.id }).from(usageEvents);
    expect(rows.map(({ id }) => id).sort()).toEqual([...admissions].sort());
  });
});
