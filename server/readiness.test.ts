import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { lookAtParts, probesOf } from "./readiness";
import { beat } from "./worker/heartbeat";

/** For parts that answer: the machine may have other work. */
const PATIENCE_MS = 60_000;

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
