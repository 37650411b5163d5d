import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { inWalkTurn } from "./in-turn";

const world = setupWorld();

test("one caller has three long reads at once and sixteen that wait; others and jobs pass by", async () => {
  const [ada, eve] = [world.as(await world.user()), world.as(await world.user())];
  const { promise: end, resolve } = Promise.withResolvers<void>();
  let running = 0;
  const work = () => {
    running += 1;
    return end;
  };
  const all = Array.from({ length: 19 }, () => inWalkTurn(ada, work));
  await expect(inWalkTurn(ada, work)).rejects.toMatchObject({ code: "unavailable", reason: "git_busy" });
  expect(running).toBe(3);
  const others = [inWalkTurn(eve, work), inWalkTurn(world.system(), work)];
  await expect.poll(() => running).toBe(5);
  resolve();
  await Promise.all([...all, ...others]);
  expect(running).toBe(21);
});
