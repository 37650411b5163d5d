import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sql } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { setupWorld } from "@/server/testing/world";
import { lookAtParts, probesOf } from "../readiness";
import { withoutValues } from "../without-values";
import { beat } from "../worker/heartbeat";
import { createMetrics, mergeExpositions } from ".";
import { fetchMetrics, serveMetrics } from "./inner";

const KEY = "k".repeat(40);
/** For parts that answer: the machine may have other work. */
const PATIENCE_MS = 60_000;

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

describe("the parts of a platform", () => {
  const world = setupWorld();
  const probes = (facts: { readonly data?: string; readonly searchPath?: string } = {}) => {
    const { db, ports } = world.system();
    const { data = world.folder(), searchPath = "/usr/bin:/bin" } = facts;
    return probesOf({ db, objects: ports.objects, data, searchPath, migrationsFolder: resolve("db/migrations") });
  };

  test("are looked at one by one, with a remark where there is something to say", async () => {
    await beat(world.system(), "runner");
    expect(await lookAtParts(probes(), PATIENCE_MS)).toEqual({
      database: { status: "ok" },
      migrations: { status: "ok" },
      objects: { status: "ok", detail: expect.stringMatching(/^files, \d+\.\d GiB free$/) },
      git: { status: "ok", detail: expect.stringContaining("git version") },
      worker: { status: "ok" },
    });
  });

  test("fail with a reason: no git, no folder, a silent worker, tables of an older version", async () => {
    const { db } = world.system();
    await db.execute(sql`update worker_pools set seen_at = now() - interval '1 minute'`);
    await db.execute(sql`delete from drizzle.__drizzle_migrations where created_at > 0`);
    const seen = await lookAtParts(probes({ searchPath: "/nowhere" }), PATIENCE_MS);
    expect(seen.git).toMatchObject({ status: "failing", detail: expect.stringContaining("ENOENT") });
    expect(seen.worker).toEqual({ status: "failing", detail: "No worker has been heard of for 60 s" });
    expect(seen.migrations).toMatchObject({ status: "failing", detail: expect.stringContaining("older version") });
    expect((await lookAtParts(probes({ data: "/nowhere" }), PATIENCE_MS)).objects?.status).toBe("failing");
  });

  test("fail when they do not answer in time", async () => {
    expect(await lookAtParts({ slow: () => new Promise(() => {}) }, 20)).toEqual({
      slow: { status: "failing", detail: "No answer in time" },
    });
  });
});

describe("the metrics of inner roles", () => {
  test("are told to who has the key, and to nobody else", async () => {
    const folder = await mkdtemp(join(tmpdir(), "metrics-"));
    const address = `unix:${join(folder, "socket")}`;
    const served = await serveMetrics({ address, key: KEY, metrics: () => createMetrics("worker").registry.metrics() });
    try {
      expect(await fetchMetrics({ address, key: KEY })).toContain('role="worker"');
      await expect(fetchMetrics({ address, key: "another key" })).rejects.toThrow("It answers with 403");
    } finally {
      served.close();
      await rm(folder, { recursive: true });
    }
  });

  test("become one text, in which every name is described once", async () => {
    const texts = ["edge", "worker"].map((role) => createMetrics(role).registry.metrics());
    const merged = mergeExpositions(await Promise.all(texts));
    const names = [...merged.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !name?.startsWith("yard_"))).toEqual([]);
    expect(merged).toMatch(
      /^yard_process_resident_memory_bytes\{role="edge"\}.*\nyard_process_resident_memory_bytes\{role="worker"\}/m,
    );
  });
});
