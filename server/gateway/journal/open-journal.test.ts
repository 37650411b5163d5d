import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { gatewayDatabase, gatewayNodes } from "@/db/schema/gateway";
import { chargesIn, gatewayOver, newJournalFolder } from "@/server/testing/charges";
import { setupWorld } from "@/server/testing/world";
import { frame } from "./frame";
import { listSegments, readSegment } from "./segments";

const world = setupWorld();
const { openIn, diedWithACharge } = chargesIn(world);

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
    writeFileSync(path, Buffer.concat([frame(JSON.stringify({ ...header, format: 2 })), rest]));
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
