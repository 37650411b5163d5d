import { PassThrough } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { collect } from "@/server/testing/collect";
import { gitRepository, put } from "@/server/testing/git-repository";
import { setupWorld } from "@/server/testing/world";
import { receivePack, uploadPack } from ".";

const world = setupWorld();
const { signal } = new AbortController();
const packetLine = (text: string) => `${(text.length + 4).toString(16).padStart(4, "0")}${text}`;
const SHORT = { graceMs: 60, thinkMs: 120 };
const LATE = { code: "unavailable", reason: "git_timeout" };

function open(said = "") {
  const input = new PassThrough();
  input.write(said);
  onTestFinished(() => void input.destroy());
  return input;
}

async function repository() {
  const { ctx, repoId, commit } = await gitRepository(world.as(await world.user()));
  const head = await commit("one", [put("large", Buffer.from(Array.from({ length: 200_000 }, Math.random).join()))]);
  const want = `${packetLine(`want ${head} no-progress\n`)}0000`;
  const clone = `${want}${packetLine("done\n")}`;
  const fetch = (said: string, { transport = "http" as "http" | "connection", ends = true, patience = SHORT } = {}) => {
    const input = open(said);
    if (ends) input.end();
    return uploadPack(ctx, repoId, { input, transport, signal, patience });
  };
  /** Waits until everybody's place of this lane is free again. */
  const allFree = async () => {
    const lane = "userId" in ctx.actor ? ctx.actor.userId : "";
    const places = await Promise.all(Array.from({ length: 6 }, () => ctx.live.repositories.fetches.enter(lane)));
    for (const leave of places) leave();
  };
  return { ctx, repoId, want, clone, fetch, allFree };
}

test("a fetch whose request never ends makes room", async () => {
  const { fetch, want, allFree } = await repository();
  for (const text of ["", "00", want])
    await expect(collect(await fetch(text, { ends: false }))).rejects.toMatchObject(LATE);
  await allFree();
});

test("an answer that nobody takes makes room, and is told so later", async () => {
  const { fetch, clone, allFree } = await repository();
  const answers = await Promise.all(Array.from({ length: 6 }, () => fetch(clone)));
  const readers = answers.map((answer) => answer[Symbol.asyncIterator]());
  for (const reader of readers) expect((await reader.next()).done).toBe(false);
  await allFree();
  await expect(readers[0]?.next()).rejects.toMatchObject(LATE);
});

test("on a connection a client that has said all it wants may think longer, and not for ever", async () => {
  const { ctx, repoId, fetch, want } = await repository();
  const input = open();
  const patience = { ...SHORT, thinkMs: 3_600_000 };
  const thinking = (await uploadPack(ctx, repoId, { input, transport: "connection", signal, patience }))[
    Symbol.asyncIterator
  ]();
  expect((await thinking.next()).done).toBe(false);
  const rest = thinking.next();
  input.write(want);
  const asks = { transport: "connection", ends: false } as const;
  await expect(collect(await fetch("00", asks))).rejects.toMatchObject(LATE);
  input.end(packetLine("done\n"));
  expect((await rest).done).toBe(false);
  await thinking.return?.();
});

test("over a connection who pushes may run hooks before the first word, which who fetches has nothing to do for", async () => {
  const user = await world.user();
  const { ctx, repoId } = await gitRepository(world.as(user));
  const input = open();
  const pushing = await receivePack(ctx, repoId, {
    ...{ input, transport: "connection", signal, patience: { graceMs: 60, thinkMs: 3_600_000 } },
    pusher: { role: "write", userId: user.userId },
    missingObjects: async () => [],
    afterwards: async () => undefined,
  });
  const fetching = await uploadPack(ctx, repoId, { input: open(), transport: "connection", signal, patience: SHORT });
  const pushed = collect(pushing);
  await expect(collect(fetching)).rejects.toMatchObject(LATE);
  input.end("0000");
  expect(Buffer.concat(await pushed).toString()).toContain("report-status");
});

test("a push that stands still makes room, and git throws away what has come", async () => {
  const user = await world.user();
  const { ctx, repoId } = await gitRepository(world.as(user));
  const push = (said: string) =>
    receivePack(ctx, repoId, {
      ...{ input: open(said), transport: "http", signal, patience: SHORT },
      pusher: { role: "write", userId: user.userId },
      missingObjects: async () => [],
      afterwards: async () => undefined,
    });
  const begun = `${packetLine(`${"0".repeat(40)} ${"1".repeat(40)} refs/heads/x\0 report-status`)}0000PACK`;
  for (const said of ["", begun]) await expect(collect(await push(said))).rejects.toMatchObject(LATE);
  const lane = user.userId;
  const places = await Promise.all(Array.from({ length: 6 }, () => ctx.live.repositories.pushes.enter(lane)));
  for (const leave of places) leave();
});
