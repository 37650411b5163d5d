import { expect, test } from "vitest";
import { atomically } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { lockWallets } from "./lock-wallets";

const world = setupWorld();
const OWNERS = 400;

test("batches with the same new owners in another order wait for each other", async () => {
  const ctx = world.system();
  for (let round = 0; round < 5; round++) {
    const wallets = Array.from({ length: OWNERS }, () => ({ ownerId: ctx.id(), currency: "USD" }));
    const lock = (some: typeof wallets) => atomically(ctx, (ctx) => lockWallets(ctx, some));
    const asked = [wallets, wallets.toReversed(), wallets, wallets.toReversed()];
    const answers = await Promise.allSettled(asked.map(lock));
    expect(answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []))).toEqual([]);
  }
});
