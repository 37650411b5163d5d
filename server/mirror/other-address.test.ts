import { describe, expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { insideOf } from "@/server/testing/inside-of";
import { setupRemoteGit } from "@/server/testing/remote-git";
import { setupWorld } from "@/server/testing/world";
import { cancelMirrorRun } from "./cancel-mirror-run";
import { ImportRepoInput } from "./contract";
import { getMirror } from "./get-mirror";
import { getMirrorOrigin } from "./get-mirror-origin";
import { importRepo } from "./import-repo";
import { runNow } from "./run-mirror";
import { startMirrorRun } from "./start-mirror-run";
import { findMirror } from "./store/mirrors";
import { changeActiveRun } from "./store/runs";
import { updateMirror } from "./update-mirror";

const world = setupWorld();
const there = setupRemoteGit(world);
const inside = (ctx: Ctx<Dependency>) => insideOf(ctx, there.origin());
let count = 0;

/** A mirror of one repository elsewhere, and a second one that it may go to. */
async function newMirror() {
  count += 1;
  there.interfere(() => false);
  const ctx = inside(world.as(await world.user()));
  const [from, to] = [await there.repository(`from-${count}`), await there.repository(`to-${count}`)];
  await to.commit("main", { "other.txt": "other" }, null);
  const input = ImportRepoInput.parse({ address: from.url, shelf: "models", isLasting: true });
  const { repo, ...mirror } = await importRepo.run(ctx, input);
  const address = { shelf: "models", namespace: repo.namespace, name: repo.name } as const;
  const one = { ...address, mirrorId: mirror.id };
  const runId = mirror.lastRun?.id ?? "";
  return {
    ...{ ctx, one, runId, from, to },
    run: (id = runId) => runNow(inside(world.system()), id, new AbortController().signal),
    again: async () => (await startMirrorRun.run(ctx, one)).id,
    move: () => updateMirror.run(ctx, { ...one, address: to.url, source: "git" }),
    mirror: () => getMirror.run(ctx, one),
    origin: () => getMirrorOrigin.run(ctx, address),
    row: () => findMirror(ctx.db, mirror.id),
  };
}

/** Holds every request to the other side; told of the first, and let on when the test says so. */
function held() {
  const [asked, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  there.interfere(async () => {
    asked.resolve();
    await free.promise;
    return false;
  });
  return { asked: asked.promise, free: free.resolve };
}

describe("a mirror whose address is changed", () => {
  test("is not said to be in step with a place that it was never at, until a run there has ended", async () => {
    const it = await newMirror();
    await it.run();
    expect(await it.mirror()).toMatchObject({ isUntried: false, syncedAt: expect.any(Date) });
    const untried = { isUntried: true, syncedAt: null };
    expect(await it.move()).toMatchObject(untried);
    expect(await it.mirror()).toMatchObject(untried);
    expect(await it.origin()).toMatchObject(untried);

    await it.run(await it.again());
    // What is here came from the other place, and is not replaced.
    const failed = { isUntried: false, syncedAt: null, lastRun: { status: "failed", reason: "diverged" } };
    expect(await it.mirror()).toMatchObject(failed);
    await it.again();
    expect(await it.mirror()).toMatchObject({ isUntried: false });
  });

  test("keeps what is known of it when something else is changed", async () => {
    const it = await newMirror();
    await it.run();
    const changed = await updateMirror.run(it.ctx, { ...it.one, address: it.from.url, intervalMinutes: 60 });
    expect(changed).toMatchObject({ isUntried: false, syncedAt: expect.any(Date) });
  });

  test("stops the run that goes on, and learns nothing from it", async () => {
    const it = await newMirror();
    const { asked, free } = held();
    const running = it.run();
    await asked;
    await it.move();
    free();
    await running;
    expect(await it.mirror()).toMatchObject({ isUntried: true, syncedAt: null });
    expect(await it.row()).toMatchObject({ mayReplace: false, failures: 0 });
  });

  test("has what waits for another attempt begin anew", async () => {
    const it = await newMirror();
    there.interfere((_request, response) => !!response.writeHead(503).end());
    await it.run();
    expect((await it.mirror()).lastRun).toMatchObject({ status: "queued", attempt: 2 });
    there.interfere(() => false);
    expect((await it.move()).lastRun).toMatchObject({ status: "queued", attempt: 1, error: null, nextAttemptAt: null });
    await it.run();
    expect(await it.mirror()).toMatchObject({ isUntried: false, lastRun: { status: "succeeded" } });
  });
});

describe("a stop that comes too late", () => {
  test("is told with the run", async () => {
    const it = await newMirror();
    const now = new Date();
    await changeActiveRun(it.ctx.db, it.runId, { status: "succeeded", stopAskedAt: now, endedAt: now });
    expect((await it.mirror()).lastRun).toMatchObject({ status: "succeeded", isStopLate: true, isStopping: false });
  });

  test("leaves a run that is over as it is, and no trace in the audit trail", async () => {
    const it = await newMirror();
    await it.run();
    const over = await cancelMirrorRun.run(it.ctx, { ...it.one, runId: it.runId });
    expect(over).toMatchObject({ status: "succeeded", isStopLate: false });
    const trail = await it.ctx.db.execute("select action from audit_events where action = 'mirror.runCancelled'");
    expect(trail).toHaveLength(0);
  });
});
