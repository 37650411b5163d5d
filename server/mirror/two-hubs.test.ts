import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { findObjects } from "@/server/content";
import { moveRefs, readRefs } from "@/server/git";
import { getReadableRepo, pathOf } from "@/server/hub";
import type { Ctx, Dependency } from "@/server/kernel";
import { setupHubServer } from "@/server/testing/hub-server";
import { insideOf } from "@/server/testing/inside-of";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { CreateMirrorInput, ImportRepoInput } from "./contract";
import { createMirror } from "./create-mirror";
import { getMirror } from "./get-mirror";
import { importRepo } from "./import-repo";
import { previewImport } from "./preview-import";
import { runNow } from "./run-mirror";
import { startMirrorRun } from "./start-mirror-run";
import { updateMirror } from "./update-mirror";

const here = setupWorld();
const there = setupWorld();
const hub = setupHubServer(there);
const never = new AbortController().signal;

const inside = (ctx: Ctx<Dependency>) => insideOf(ctx, hub.origin());

/** A private dataset of the other hub, and a token that opens it. */
async function source(objects: Readonly<Record<string, Buffer>>) {
  const user = await there.user();
  const texts = { "README.md": "---\nlicense: mit\n---\n# Letters\n" };
  const facts = { name: "letters", shelf: "datasets", visibility: "private", texts, objects } as const;
  const { repo, commit } = await repoWith(there.as(user), facts);
  return { user, commit, address: `${hub.origin()}${pathOf(repo)}`, token: (await there.token(user)).secret };
}

async function importOf(theirs: Awaited<ReturnType<typeof source>>, more: { skipFiles?: string[] } = {}) {
  const ctx = inside(here.as(await here.user()));
  const input = { address: theirs.address, credential: theirs.token, ...more };
  const { repo, ...mirror } = await importRepo.run(ctx, ImportRepoInput.parse({ ...input, isLasting: true }));
  const one = { shelf: "datasets", namespace: repo.namespace, name: repo.name, mirrorId: mirror.id } as const;
  const found = () => getReadableRepo(ctx, { kind: "dataset", namespace: repo.namespace, name: repo.name });
  return {
    ...{ ctx, one, repo, found },
    run: (id = mirror.lastRun?.id ?? "", signal = never) => runNow(inside(here.system()), id, signal),
    again: async () => (await startMirrorRun.run(ctx, one)).id,
    lastRun: async () => (await getMirror.run(ctx, one)).lastRun,
    has: async (bytes: Buffer) => {
      const oids = [shaOf(bytes)];
      return (await findObjects(ctx, { repoId: (await found()).id, oids })).get(shaOf(bytes)) === bytes.byteLength;
    },
  };
}

describe("a private dataset of another Modelyard", () => {
  test("is imported with its large files, by the kind that its address says", async () => {
    const files = { "a.bin": randomBytes(300_000), "parts/b.bin": randomBytes(20_000) };
    const theirs = await source(files);
    const it = await importOf(theirs);
    expect(it.repo).toMatchObject({ kind: "dataset", name: "letters" });
    await it.run();
    const bytes = 320_000;
    expect(await it.lastRun()).toMatchObject({
      ...{ status: "succeeded", error: null, filesDone: 2, filesTotal: 2, bytesDone: bytes, bytesTotal: bytes },
    });
    expect([await it.has(files["a.bin"]), await it.has(files["parts/b.bin"])]).toEqual([true, true]);
    expect(await it.found()).toMatchObject({ headCommit: theirs.commit, license: "mit", isMirror: true });
  });

  test("is recognised by its address, with the kind that stands there", async () => {
    const { address, token } = await source({});
    const ctx = inside(here.as(await here.user()));
    const look = (address: string) => previewImport.run(ctx, { address, credential: token });
    const found = { source: "modelyard", kind: "dataset", suggestedName: "letters" };
    expect(await look(address)).toMatchObject(found);
    expect(await look(`${address}.git`)).toMatchObject(found);
    expect(await look(address.replace("/datasets/", "/hf/datasets/"))).toMatchObject(found);
    await expect(look(`${hub.origin()}/organizations/ada`)).rejects.toMatchObject({ reason: "bad_address" });
  });

  test("leaves out the large files that its patterns name, until the patterns change", async () => {
    const files = { "a.bin": randomBytes(2_000), "parts/b.bin": randomBytes(3_000) };
    const it = await importOf(await source(files), { skipFiles: ["parts/**"] });
    await it.run();
    expect([await it.has(files["a.bin"]), await it.has(files["parts/b.bin"])]).toEqual([true, false]);
    await updateMirror.run(it.ctx, { ...it.one, skipFiles: [] });
    await it.run(await it.again());
    expect(await it.has(files["parts/b.bin"])).toBe(true);
    expect(await it.lastRun()).toMatchObject({ status: "succeeded", filesDone: 1, bytesDone: 3_000 });
  });

  test("shows no branch before its files are here, and a killed worker's successor fetches the rest alone", async () => {
    const files = { "a.bin": randomBytes(4_000), "b.bin": randomBytes(5_000) };
    const it = await importOf(await source(files));
    const worker = new AbortController();
    const { put } = it.ctx.ports.objects;
    const dying: Ctx<Dependency> = {
      ...inside(here.system()),
      ports: {
        ...it.ctx.ports,
        objects: {
          ...it.ctx.ports.objects,
          put: async (...given: Parameters<typeof put>) => {
            await put.apply(it.ctx.ports.objects, given);
            worker.abort();
          },
        },
      },
    };
    const runId = (await it.lastRun())?.id ?? "";
    await expect(runNow(dying, runId, worker.signal)).rejects.toThrow();
    expect((await readRefs(it.ctx, (await it.found()).id)).size).toBe(0);
    expect((await it.lastRun())?.status).toBe("running");
    await it.run();
    expect(await it.lastRun()).toMatchObject({ status: "succeeded" });
    expect([await it.has(files["a.bin"]), await it.has(files["b.bin"])]).toEqual([true, true]);
  });
});

test("a repository is pushed to another Modelyard with its large files", async () => {
  const bytes = randomBytes(6_000);
  const ctx = inside(here.as(await here.user()));
  const ours = await repoWith(ctx, { name: "sent", objects: { "a.bin": bytes } });
  const user = await there.user();
  const target = await repoWith(there.as(user), { name: "target", visibility: "private" });
  const input = CreateMirrorInput.parse({
    ...{ ...ours.address, direction: "push", source: "modelyard", refs: ["copy"] },
    ...{ address: `${hub.origin()}${pathOf(target.repo)}`, credential: (await there.token(user)).secret },
  });
  const refs = [{ ref: "refs/heads/copy", before: null, after: ours.commit }];
  await moveRefs(ctx, ours.repo.id, refs);
  const { id: mirrorId, lastRun } = await createMirror.run(ctx, input);
  await runNow(inside(here.system()), lastRun?.id ?? "", never);
  const { lastRun: done } = await getMirror.run(ctx, { ...ours.address, mirrorId });
  expect(done).toMatchObject({ status: "succeeded", refs: 1, filesDone: 1, error: null });
  const theirs = there.as(user);
  expect((await readRefs(theirs, target.repo.id)).get("refs/heads/copy")).toBe(ours.commit);
  const oids = [shaOf(bytes)];
  expect((await findObjects(theirs, { repoId: target.repo.id, oids })).get(shaOf(bytes))).toBe(6_000);
});
