import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { createRepository } from "@/server/git";
import { setupWorld } from "@/server/testing/world";
import { hubHandlers } from "../handlers";
import { addRepo } from "./create-repo";

const DAY_MS = 24 * 3_600_000;
const world = setupWorld();

test("a repository that never got its row is removed after a day, and no other", async () => {
  const ctx = world.as(await world.user());
  const kept = await addRepo(ctx, { shelf: "models", name: "kept", visibility: "public", description: "" });
  const stray = ctx.id();
  await createRepository(ctx, stray);
  const isThere = (id: string) => existsSync(ctx.live.repositories.placeOf(id).folder);
  const clean = (laterMs: number) =>
    hubHandlers.handlers.removeDeletedRepos(world.later(laterMs), {}, AbortSignal.timeout(60_000));

  await clean(0);
  expect([stray, kept.id].map(isThere)).toEqual([true, true]);
  await clean(2 * DAY_MS);
  expect([stray, kept.id].map(isThere)).toEqual([false, true]);
});
