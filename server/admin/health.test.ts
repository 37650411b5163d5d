import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineJob, enqueue } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { adminOperations } from "./operations";

const { getHealth } = adminOperations;
const lost = defineJob({ name: "test.lost", payload: z.object({}), attempts: 1, timeoutMs: 1_000 });

describe("the health of the platform", () => {
  const world = setupWorld();

  test("is good while every part answers, and names the machine", async () => {
    const ctx = world.as(await world.user({ platformRoles: ["auditor"] }));
    ctx.live.health.watch("database", async () => void (await ctx.db.execute("select 1")));
    const { status, parts } = await getHealth.run(ctx, {});
    expect(status).toBe("ok");
    expect(parts.map(({ name }) => name)).toEqual(["edge", "web", "database", "compute", "jobs"]);
    expect(parts.find(({ name }) => name === "compute")?.detail).toMatch(/processors/);
  });

  test("asks for attention when a job was given up, and says how many", async () => {
    const ctx = world.as(await world.user({ platformRoles: ["ops"] }));
    await enqueue(world.system(), lost, { payload: {} });
    await ctx.db.execute("update graphile_worker._private_jobs set attempts = max_attempts");
    const { status, parts } = await getHealth.run(ctx, {});
    expect(status).toBe("attention");
    expect(parts).toContainEqual({ name: "jobs", status: "attention", detail: "1 were given up" });
  });

  test("is failing, in words, when one part does not work", async () => {
    const ctx = world.as(await world.user({ platformRoles: ["admin"] }));
    ctx.live.health.watch("web", () => Promise.reject(new Error("nobody answers")));
    const { status, parts } = await getHealth.run(ctx, {});
    expect(status).toBe("failing");
    expect(parts).toContainEqual({ name: "web", status: "failing", detail: "nobody answers" });
  });

  test("is told to operators only", async () => {
    for (const platformRoles of [[], ["moderator"], ["finance"]] as const) {
      const ctx = world.as(await world.user({ platformRoles }));
      await expect(getHealth.run(ctx, {})).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
