import { describe, expect, test } from "vitest";
import { deleteOrganization } from "@/server/identity/delete-organization";
import { removeMember } from "@/server/identity/remove-member";
import type { UserActor } from "@/server/kernel";
import { insideOf } from "@/server/testing/inside-of";
import { setupRemoteGit } from "@/server/testing/remote-git";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { CreateMirrorInput } from "./contract";
import { createMirror } from "./create-mirror";
import { getMirror } from "./get-mirror";
import { runNow } from "./run-mirror";
import { startMirrorRun } from "./start-mirror-run";
import { updateMirror } from "./update-mirror";

const world = setupWorld();
const there = setupRemoteGit(world);
let count = 0;

describe("a mirror whose creator lost the right to it", () => {
  const by = async (user: UserActor) => insideOf(world.as(await world.again(user)), there.origin());

  /** Of a private repository of an organisation, set up by one who leads it beside its owner. */
  async function newMirror(direction: "push" | "pull") {
    count += 1;
    const remote = await there.repository(`side-${count}`);
    if (direction === "push") await remote.git("update-ref", "-d", "refs/heads/main");
    const [owner, former] = [await world.user(), await world.user()];
    const { name } = await world.organization(owner, [{ user: former, role: "admin" }]);
    const facts = { name: "own", namespace: name, texts: { "a.txt": "private" }, visibility: "private" } as const;
    const { address, commit } = await repoWith(await by(former), facts);
    const input = CreateMirrorInput.parse({ ...address, direction, address: remote.url, intervalMinutes: 60 });
    const { id: mirrorId, lastRun } = await createMirror.run(await by(former), input);
    const one = { ...address, mirrorId };
    return { remote, commit, name, owner, former, one, runId: lastRun?.id ?? "" };
  }

  const run = (runId: string) => runNow(world.system(), runId, new AbortController().signal);

  /** How often the other side was asked while a run was done. */
  async function callsOf(runId: string) {
    const before = there.seen().length;
    await run(runId);
    return there.seen().length - before;
  }

  test.each(["push", "pull"] as const)("moves nothing more: %s", async (direction) => {
    const it = await newMirror(direction);
    const ctx = await by(it.owner);
    await removeMember.run(ctx, { name: it.name, username: it.former.username });
    expect(await callsOf(it.runId)).toBe(0);
    const stopped = await getMirror.run(ctx, it.one);
    expect(stopped).toMatchObject({ isEnabled: false, nextRunAt: null, lastRun: { reason: "right_lost" } });
    await expect(startMirrorRun.run(ctx, it.one)).rejects.toMatchObject({ reason: "mirror_disabled" });
  });

  test.each(["push", "pull"] as const)("stops in the middle of a run: %s", async (direction) => {
    const it = await newMirror(direction);
    const ctx = await by(it.owner);
    const asked = Promise.withResolvers<void>();
    there.interfere(() => {
      asked.resolve();
      return true; // never answered
    });
    const running = run(it.runId);
    await asked.promise;
    await removeMember.run(ctx, { name: it.name, username: it.former.username });
    await running;
    there.interfere(() => false);
    expect(await getMirror.run(ctx, it.one)).toMatchObject({ isEnabled: false, lastRun: { reason: "right_lost" } });
  });

  test("is taken over by an administrator who switches it on", async () => {
    const it = await newMirror("push");
    const ctx = await by(it.owner);
    await removeMember.run(ctx, { name: it.name, username: it.former.username });
    await run(it.runId);
    await updateMirror.run(ctx, { ...it.one, isEnabled: true });
    await run((await startMirrorRun.run(ctx, it.one)).id);
    expect((await getMirror.run(ctx, it.one)).lastRun).toMatchObject({ status: "succeeded" });
    expect(await it.remote.git("rev-parse", "main")).toBe(it.commit);
  });

  test("moves nothing of an owner who is deleted", async () => {
    const it = await newMirror("push");
    await deleteOrganization.run(await by(it.owner), { name: it.name });
    expect(await callsOf(it.runId)).toBe(0);
  });
});
