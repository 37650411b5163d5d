import { sql } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { setupWorld } from "@/server/testing/world";
import { withoutValues } from "./without-values";

describe("slow queries", () => {
  const world = setupWorld();
  const told: { readonly text: string; readonly ms: number }[] = [];
  let open: ReturnType<typeof openDatabase>;
  beforeAll(() => {
    // What is quick may still wait for the machine: only what sleeps is looked at.
    const onSlow = (query: (typeof told)[number]) => /pg_sleep/.test(query.text) && told.push(query);
    open = openDatabase(world.databaseUrl(), { thresholdMs: 50, onSlow });
  });
  afterAll(() => open.close());

  test("are told with their text and without their values", async () => {
    told.length = 0;
    await open.db.execute(sql`select pg_sleep(0.1), ${"a secret"}::text`);
    await expect.poll(() => told.length).toBe(1);
    expect(told[0]?.text).toContain("$1");
    expect(JSON.stringify(told)).not.toContain("a secret");
    expect(told[0]?.ms).toBeGreaterThanOrEqual(90);
  });

  test("are told when they run in a transaction, inside of another, and when they fail", async () => {
    told.length = 0;
    await open.db.transaction(async (outer) => {
      await outer.execute(sql`select pg_sleep(0.06), 'outer'`);
      await outer.transaction((inner) => inner.execute(sql`select pg_sleep(0.06), 'inner'`));
    });
    const failing = sql`select 1 / (extract(epoch from clock_timestamp() - clock_timestamp())::int) from pg_sleep(0.06)`;
    await expect(open.db.execute(failing)).rejects.toThrow();
    await expect.poll(() => told.length).toBe(3);
  });

  test("tell no values when they fail, in the log or beside a job", async () => {
    const failing = open.db.execute(sql`select 1 / ${0}::int, ${"a secret"}::text`);
    const error: Error = await failing.then(() => new Error("It went well"), withoutValues);
    const wrapped = withoutValues(new Error("It failed", { cause: error }));
    for (const one of [error, wrapped]) {
      const written = JSON.stringify(pino.stdSerializers.err(one));
      expect(written).toContain("Failed query: select 1 / $1");
      expect(written).toContain("division by zero");
      expect(written).not.toContain("a secret");
    }
  });

  test("are the only ones that are told", async () => {
    const minutes = { thresholdMs: 600_000, onSlow: (query: (typeof told)[number]) => told.push(query) };
    const patient = openDatabase(world.databaseUrl(), minutes);
    told.length = 0;
    expect(await patient.db.execute(sql`select 1 as one from pg_sleep(0.06)`)).toMatchObject([{ one: 1 }]);
    await patient.close();
    expect(told).toEqual([]);
  });
});
