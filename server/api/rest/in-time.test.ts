import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { collect } from "@/server/testing/collect";
import { inTime } from "./in-time";

async function* bytes(count: number, size: number, afterEach = async () => {}) {
  for (let sent = 0; sent < count; sent += 1) {
    yield new Uint8Array(size);
    await afterEach();
  }
}
const never = () => new Promise<void>(() => {});

describe("a body", () => {
  test("that arrives is passed on as it is", async () => {
    const chunks = await collect(inTime(bytes(20, 1_000)));
    expect(chunks.map(({ byteLength }) => byteLength)).toEqual(Array(20).fill(1_000));
  });

  test.each([
    [
      "never begins",
      (async function* () {
        await never();
        yield new Uint8Array(1);
      })(),
    ],
    ["stands still in the middle", bytes(2, 10, never)],
    ["dribbles without end", bytes(Number.POSITIVE_INFINITY, 1, turn)],
  ])("that %s is given up", async (_what, body) => {
    const patience = { graceMs: 60, bytesPerSecond: 1_000_000 };
    await expect(collect(inTime(body, patience))).rejects.toMatchObject({ code: "invalid", reason: "body_too_slow" });
  });

  test("that is large has more time than its first half minute", async () => {
    const patience = { graceMs: 30, bytesPerSecond: 1 };
    const since = performance.now();
    const untilGraceIsOver = async () => {
      while (performance.now() - since <= patience.graceMs) await turn();
    };
    expect(await collect(inTime(bytes(4, 1_000, untilGraceIsOver), patience))).toHaveLength(4);
  });

  test("that was fast has no more time for it later than it may save up", async () => {
    const patience = { graceMs: 60, mostMs: 60, bytesPerSecond: 1 };
    const stalled = collect(inTime(bytes(2, 1_000_000, never), patience));
    await expect(stalled).rejects.toMatchObject({ code: "invalid", reason: "body_too_slow" });
  });

  test("that nobody reads to its end is told so", async () => {
    let isClosed = false;
    const body = (async function* () {
      try {
        yield* bytes(5, 1);
      } finally {
        isClosed = true;
      }
    })();
    for await (const _ of inTime(body)) break;
    expect(isClosed).toBe(true);
  });
});
