import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { defineCommand } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { createRest } from "./answer";

const world = setupWorld();

test("slow commands with an Idempotency-Key leave connections to everybody else", async () => {
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  let running = 0;
  const slow = defineCommand({
    name: "test.slow",
    summary: "Waits",
    http: { method: "POST", path: "/slow" },
    input: z.strictObject({}),
    output: z.object({}),
    async run() {
      running += 1;
      await isOver;
      return {};
    },
  });
  const answer = createRest([slow]);
  const people = await Promise.all([world.user(), world.user(), world.user(), world.user(), world.user()]);
  const ask = (key: number) =>
    answer(world.as(people[key % people.length] ?? people[0]), {
      method: "POST",
      path: "/slow",
      query: new URLSearchParams(),
      header: (name) => (name === "idempotency-key" ? String(key) : undefined),
      body: (async function* () {})(),
      signal: new AbortController().signal,
    });
  const asked = Array.from({ length: 20 }, (_, key) => ask(key));
  await expect.poll(() => running).toBeGreaterThan(1);
  const other = world.as(people[0]).db.execute(sql`select 1`);
  const late = new Promise((resolve) => setTimeout(resolve, 3_000, "late"));
  const first = await Promise.race([other.then(() => "answered"), late]);
  end();
  await Promise.all(asked);
  expect(first).toBe("answered");
  expect(running).toBe(20);
});
