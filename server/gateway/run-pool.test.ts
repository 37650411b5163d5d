import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { runPool } from "./run-pool";

const world = setupWorld();

test("slots are kept alive while leases cannot be", async () => {
  const ctx = world.system();
  const { traffic } = ctx.live;
  const isKept = Promise.withResolvers<void>();
  const pool = { ...traffic.pool, tick: () => Promise.reject(new Error("The database does not answer")) };
  const limiter = { ...traffic.limiter, tick: async () => isKept.resolve() };
  const running = runPool({ ...ctx, live: { ...ctx.live, traffic: { ...traffic, pool, limiter } } });
  await expect(isKept.promise).resolves.toBeUndefined();
  await running.stop();
});
