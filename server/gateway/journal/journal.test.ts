import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COST, chargesIn, leftBehind, newJournalFolder, settled } from "@/server/testing/charges";
import { setupWorld } from "@/server/testing/world";
import { finishSettlements } from "../finish-settlements";
import { writeSettlements } from "../write-settlements";
import { decodeEntry, type Entry, encodeEntry } from "./entry";
import { frame } from "./frame";
import { createProgressNotes } from "./note-progress";
import { surveyOf } from "./replay";
import { listSegments, readSegment } from "./segments";

const world = setupWorld();
const { payer, openIn, whileAway, diedWithACharge, usageOf, requestOf, owed } = chargesIn(world);

describe("a charge that was acknowledged (B2)", () => {
  test("and that the database never had is written by the next start", async () => {
    const { id, left } = await diedWithACharge();
    const before = await owed();
    expect(await usageOf(id)).toEqual([]);
    const next = await openIn(left);
    expect(await usageOf(id)).toMatchObject([{ cost: COST, basis: "reported", inputTokens: 100, outputTokens: 10 }]);
    expect(await requestOf(id)).toMatchObject([{ cost: COST, outcome: "completed", status: 200, ttftMs: 1 }]);
    expect((await owed()) - before).toBe(COST);
    expect(next.settlements.unwritten()).toBe(0);
    await next.close();
  });

  test("is charged once when its batch is replayed twice (double counting)", async () => {
    const { id, left } = await diedWithACharge();
    const before = await owed();
    for (const folder of [await leftBehind(left), await leftBehind(left), left]) await (await openIn(folder)).close();
    expect(await usageOf(id)).toHaveLength(1);
    expect((await owed()) - before).toBe(COST);
  });

  test("is charged once when it stands in one batch twice (double counting)", async () => {
    const { id, left } = await diedWithACharge();
    const [path = ""] = listSegments(left).map((file) => file.path);
    const settlement = readSegment(path)
      .entries.map(decodeEntry)
      .find((entry) => entry.kind === "settle")?.settlement;
    const before = await owed();
    const twice = settlement ? [settlement, settlement, settlement] : [];
    await writeSettlements(world.system(), twice);
    expect(await usageOf(id)).toHaveLength(1);
    expect((await owed()) - before).toBe(COST);
  });

  test("is charged once when the process dies between the commit and its note (duplicate flush after a lost ack)", async () => {
    const folder = await newJournalFolder();
    const gateway = await openIn(folder);
    const admission = await payer().admitted(gateway.ctx);
    const path = await settled(gateway.ctx, admission).then(() => listSegments(folder)[0]?.path ?? "");
    const left = await leftBehind(folder);
    await gateway.settlements.flush();
    await gateway.close();
    expect(readSegment(path).entries.map((text) => decodeEntry(text).kind)).toContain("written");
    const before = await owed();
    await (await openIn(left)).close();
    expect(await usageOf(admission.id)).toHaveLength(1);
    expect(await owed()).toBe(before);
  });

  test("is charged once when the process dies after the note, before the file is marked as done", async () => {
    const folder = await newJournalFolder();
    const gateway = await openIn(folder);
    const admission = await payer().admitted(gateway.ctx);
    await settled(gateway.ctx, admission);
    await gateway.settlements.flush();
    const left = await leftBehind(folder);
    await gateway.close();
    expect(listSegments(left)).toMatchObject([{ isDone: false }]);
    const before = await owed();
    await (await openIn(left)).close();
    expect(await usageOf(admission.id)).toHaveLength(1);
    expect(await owed()).toBe(before);
  });

  test("does not wait for the database, and is written when it is back", async () => {
    const gateway = await openIn(await newJournalFolder());
    const admissions = [await payer().admitted(gateway.ctx), await payer().admitted(gateway.ctx)];
    await whileAway(async () => {
      await Promise.all(admissions.map((one) => settled(gateway.ctx, one)));
      expect(gateway.settlements.unwritten()).toBe(2);
    });
    await finishSettlements(gateway.ctx, new AbortController().signal);
    expect(await Promise.all(admissions.map(({ id }) => usageOf(id)))).toMatchObject([
      [{ cost: COST }],
      [{ cost: COST }],
    ]);
    await gateway.close();
  });

  test("waits for the commit where there is no durable folder (YARD_GATEWAY_DURABILITY=db)", async () => {
    const folder = await newJournalFolder();
    const gateway = await openIn(folder, { durability: "db" });
    const admission = await payer().admitted(gateway.ctx);
    let isDone = false;
    const done = await whileAway(async () => {
      const charge = settled(gateway.ctx, admission).then(() => {
        isDone = true;
      });
      await gateway.settlements.flush();
      expect(isDone).toBe(false);
      return { charge };
    });
    await done.charge;
    expect(await usageOf(admission.id)).toHaveLength(1);
    expect(existsSync(folder)).toBe(false);
  });

  test("of a journal is written also when the next start keeps none", async () => {
    const { id, left } = await diedWithACharge();
    const gateway = await openIn(left, { durability: "db" });
    expect(await usageOf(id)).toHaveLength(1);
    expect(listSegments(left).every(({ isDone }) => isDone)).toBe(true);
    await gateway.close();
  });
});

describe("a call that went down with its gateway (usage lost on abort)", () => {
  test("is charged what was noted last, in suspense; without a note it costs nothing", async () => {
    const folder = await newJournalFolder();
    const gateway = await openIn(folder);
    const produced = await payer().admitted(gateway.ctx);
    const silent = await payer().admitted(gateway.ctx);
    const note = createProgressNotes(gateway.ctx, produced);
    for (let outputTokens = 1; outputTokens <= 300; outputTokens++) note({ inputTokens: 100, outputTokens }, 7);
    const left = await leftBehind(folder);
    await gateway.close();

    await (await openIn(left)).close();
    const tokens = { inputTokens: 100, outputTokens: 257 };
    expect(await usageOf(produced.id)).toMatchObject([
      { ...tokens, basis: "suspense", cost: 100n * 100n + 257n * 400n },
    ]);
    expect(await requestOf(produced.id)).toMatchObject([{ outcome: "lost", status: 502, ttftMs: 7 }]);
    expect(await usageOf(silent.id)).toEqual([]);
    expect(await requestOf(silent.id)).toMatchObject([{ outcome: "lost", cost: 0n, inputTokens: 0 }]);
  });

  test("is lost, or settled, wherever the tail of the file is torn (B2)", async () => {
    const { id, left } = await diedWithACharge();
    const [file] = listSegments(left);
    if (!file) throw new Error("a call leaves a file");
    const bytes = readFileSync(file.path);
    const whole = bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
    const last = frame(readSegment(file.path).entries.at(-1) ?? "").length;
    for (let end = whole.length - 1; end >= whole.length - last; end--) {
      truncateSync(file.path, end);
      const survey = surveyOf({ files: [file], all: false });
      expect([...survey.waiting.keys()]).toEqual([id]);
      expect(survey.lost.map(({ call }) => call.id)).toEqual([id]);
    }
    for (const written of [whole, bytes]) {
      writeFileSync(file.path, written);
      expect(surveyOf({ files: [file], all: false }).lost).toEqual([]);
    }
  });
});

test("an entry keeps moments and amounts, wherever they stand", () => {
  const produced = {
    at: new Date("2026-01-02T03:04:05.678Z"),
    tokens: { inputTokens: 1, outputTokens: 2 },
    ttftMs: null,
  };
  const entry: Entry = { kind: "progress", id: "a", produced };
  expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
});
