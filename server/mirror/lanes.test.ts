import { beforeEach, describe, expect, test } from "vitest";
import { atomically, type Ctx, type Dependency } from "@/server/kernel";
import { insideOf } from "@/server/testing/inside-of";
import { setupRemoteGit } from "@/server/testing/remote-git";
import { setupWorld } from "@/server/testing/world";
import { ImportRepoInput } from "./contract";
import { importRepo } from "./import-repo";
import { serve } from "./serve-lane";
import { changeActiveRun, findRun } from "./store/runs";
import { takeTurn } from "./store/turns";

const world = setupWorld();
const there = setupRemoteGit(world);
const { signal } = new AbortController();
let clock = Date.now();
let count = 0;

/** At a time that the test says. */
const inside = (ctx: Ctx<Dependency>) => insideOf({ ...ctx, now: () => new Date(clock) }, there.origin());
const system = () => inside(world.system());

/** Somebody imports so many repositories; the runs that wait then. */
async function owner(runs: number) {
  const ctx = inside(world.as(await world.user()));
  const ids: string[] = [];
  for (let run = 0; run < runs; run += 1) {
    clock += 1_000;
    count += 1;
    const { url: address } = await there.repository(`side-${count}`);
    const { lastRun } = await importRepo.run(ctx, ImportRepoInput.parse({ address, shelf: "models" }));
    ids.push(lastRun?.id ?? "");
  }
  return ids;
}

async function turn(lane: number): Promise<string | undefined> {
  clock += 1_000;
  const ctx = system();
  return (await atomically(ctx, (ctx) => takeTurn(ctx.db, { lane, now: ctx.now() })))?.id;
}

const finish = (id = "") => changeActiveRun(world.system().db, id, { status: "succeeded" });
const statusOf = async (id = "") => (await findRun(world.system().db, id))?.status;

describe("lanes", () => {
  beforeEach(async () => {
    for (const lane of [0, 1, 2]) for (let id = await turn(lane); id; id = await turn(lane)) await finish(id);
  });

  test("give no owner two of them, and the next turn to who has waited longest", async () => {
    const [many, bob, mei, eve] = [await owner(4), await owner(1), await owner(1), await owner(1)];
    expect([await turn(0), await turn(1), await turn(2)]).toEqual([many[0], bob[0], mei[0]]);
    await finish(many[0]);
    expect(await turn(0)).toBe(eve[0]);
    await finish(bob[0]);
    expect(await turn(1)).toBe(many[1]);
    await finish(mei[0]);
    expect(await turn(2)).toBeUndefined();
  });

  test("go on with the run that a worker left in them", async () => {
    const [first] = [...(await owner(1)), ...(await owner(1))];
    expect([await turn(0), await turn(0)]).toEqual([first, first]);
  });

  test("are taken from a run that keeps one while others wait, and it ends later", async () => {
    const [[slow], [quick]] = [await owner(1), await owner(1)];
    there.interfere(() => {
      clock += 31 * 60_000;
      return true; // never answered
    });
    await serve(system(), 0, signal);
    there.interfere(() => false);
    expect([await statusOf(slow), await statusOf(quick)]).toEqual(["queued", "queued"]);
    await serve(system(), 0, signal);
    expect([await statusOf(slow), await statusOf(quick)]).toEqual(["queued", "succeeded"]);
    await serve(system(), 0, signal);
    expect(await statusOf(slow)).toBe("succeeded");
  });
});
