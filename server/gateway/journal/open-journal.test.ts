import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { budgetScopes } from "@/db/schema/billing/budgets";
import { gatewayDatabase, gatewayNodes } from "@/db/schema/gateway";
import { COST, chargesIn, gatewayOver, leftBehind, newJournalFolder, settled } from "@/server/testing/charges";
import { setupWorld } from "@/server/testing/world";
import { frame } from "./frame";
import { listSegments, readSegment } from "./segments";

const world = setupWorld();
const { openIn, diedWithACharge, payer, requestOf } = chargesIn(world);

test("a successor settles what is left, and then gives back what its predecessor had leased (B2)", async () => {
  const folder = await newJournalFolder();
  const gateway = await openIn(folder);
  const [answered, cut] = [await payer().admitted(gateway.ctx), await payer().admitted(gateway.ctx)];
  await settled(gateway.ctx, answered);
  const left = await leftBehind(folder);
  expect(await leasedTo(payer().key.id)).toBeGreaterThan(0);
  const next = await openIn(left);
  expect(await leasedTo(payer().key.id)).toBe(0);
  expect([await requestOf(answered.id), await requestOf(cut.id)]).toMatchObject([
    [{ outcome: "completed", cost: COST }],
    [{ outcome: "lost", cost: 0n }],
  ]);
  await Promise.all([gateway.close(), next.close()]);
});

/** What processes hold of the budget of a key. */
async function leasedTo(keyId: string): Promise<number> {
  const rows = await world.system().db.select().from(budgetScopes).where(eq(budgetScopes.ref, keyId));
  return rows.reduce((sum, { leased }) => sum + Number(leased), 0);
}

describe("a folder that is not this gateway's", () => {
  const starting = (folder: string) => gatewayOver(world.system(), folder).open();

  test("is refused when it holds charges of another database", async () => {
    const { left } = await diedWithACharge();
    const { db } = world.system();
    const [own] = await db.select().from(gatewayDatabase);
    await db.update(gatewayDatabase).set({ id: world.system().id() }).where(eq(gatewayDatabase.row, 1));
    await expect(starting(left)).rejects.toThrow(/another database .* move the folder away/);
    await db
      .update(gatewayDatabase)
      .set({ id: own?.id ?? "" })
      .where(eq(gatewayDatabase.row, 1));
    await (await openIn(left)).close();
  });

  test("is refused when another node wrote it, or nobody knows which", async () => {
    const { left } = await diedWithACharge();
    writeFileSync(join(left, "node"), JSON.stringify({ id: world.system().id(), history: null }));
    await expect(starting(left)).rejects.toThrow(/another node/);
    writeFileSync(join(left, "node"), "{");
    await expect(starting(left)).rejects.toThrow(/cannot be read/);
    rmSync(join(left, "node"));
    await expect(starting(left)).rejects.toThrow(/Put it back/);
  });

  test("is refused when a newer version wrote it, or its first record is damaged", async () => {
    const { left } = await diedWithACharge();
    const [file] = listSegments(left);
    const path = file?.path ?? "";
    const { header, entries } = readSegment(path);
    const rest = Buffer.concat(entries.map(frame));
    writeFileSync(path, Buffer.concat([frame(JSON.stringify({ ...header, format: 3 })), rest]));
    await expect(starting(left)).rejects.toThrow(/newer version/);
    writeFileSync(path, Buffer.concat([Buffer.from("damaged"), rest]));
    await expect(starting(left)).rejects.toThrow(/does not say whose it is/);
  });

  test("is refused while another process has it", async () => {
    const folder = await newJournalFolder();
    const gateway = await openIn(folder);
    await expect(starting(folder)).rejects.toThrow(/already runs from this data folder/);
    await gateway.close();
    await (await openIn(folder)).close();
  });

  test("counts its starts: each has a higher epoch, also after the database lost them", async () => {
    const { left } = await diedWithACharge();
    const { db } = world.system();
    const [file] = listSegments(left);
    const { header } = readSegment(file?.path ?? "");
    await db.delete(gatewayNodes).where(eq(gatewayNodes.id, header?.node ?? ""));
    await (await openIn(left)).close();
    const [node] = await db
      .select()
      .from(gatewayNodes)
      .where(eq(gatewayNodes.id, header?.node ?? ""));
    expect(node?.epoch).toBe((header?.epoch ?? 0) + 1);
  });
});
