import { expect, test } from "vitest";
import { findObjects } from "@/server/content";
import { CreatePullInput } from "@/server/discussions/contract/pull";
import { createPull } from "@/server/discussions/pulls/create-pull";
import { commitToRepo } from "@/server/hub/commits/commit-to-repo";
import { ForkRepoInput, GenerateRepoInput } from "@/server/hub/contract/fork";
import { scanContent } from "@/server/hub/jobs";
import { hubOperations } from "@/server/hub/operations";
import { scanContentNow } from "@/server/hub/scan/scan-content";
import { scanFilesNow } from "@/server/hub/scan/scan-files";
import { listQueuedJobs } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { writeSettings } from "@/server/settings/store";
import { setupHubServer } from "@/server/testing/hub-server";
import { EVIL_PICKLE } from "@/server/testing/pickles";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { setupXet } from "@/server/testing/xet";

const { createFromTemplate, forkRepo, updateRepo } = hubOperations;
const world = setupWorld();
const server = setupHubServer(world);
const xet = setupXet(world);
const signal = new AbortController().signal;

async function block(blockUnsafe: "on" | "off") {
  const { version, updatedAt: _, ...values } = await readSettings(world.system().db);
  await writeSettings(world.system(), version, { ...values, blockUnsafe });
}

async function scannedRepo() {
  const ada = await world.user();
  const ctx = world.as(ada);
  const objects = { "bad.pt": EVIL_PICKLE, "good.bin": Buffer.alloc(100, 0xff) };
  const made = await repoWith(ctx, {
    name: "mixed",
    visibility: "public",
    objects,
    texts: { "bad.pkl": "cos\nsystem\n." },
  });
  const packed = await xet.upload(EVIL_PICKLE, { repoId: made.repo.id, ownerId: made.repo.ownerId });
  await scanFilesNow(ctx, { repoId: made.repo.id, refs: ["refs/heads/main"], since: null }, signal);
  return { ...made, ada, id: `${ada.username}/mixed`, hash: packed.packed.file };
}

/** How each door answers. */
async function doorsOf({ id, hash }: Awaited<ReturnType<typeof scannedRepo>>, token: string) {
  const status = async (path: string, init: RequestInit & { token?: string } = {}) => {
    const answer = await server.fetch(path, { token, ...init });
    await answer.arrayBuffer();
    return answer.status < 400 ? "open" : answer.status;
  };
  const oid = shaOf(EVIL_PICKLE);
  const batch = await server.fetch(`/${id}.git/info/lfs/objects/batch`, {
    ...{ token, method: "POST", headers: { "content-type": "application/vnd.git-lfs+json" } },
    body: JSON.stringify({ operation: "download", objects: [{ oid, size: EVIL_PICKLE.byteLength }] }),
  });
  const { objects } = (await batch.json()) as { objects: { error?: { code: number } }[] };
  const granted = await server.fetch(`/api/models/${id}/xet-read-token/main`, { token });
  const { accessToken } = (await granted.json()) as { accessToken: string };
  return {
    resolve: await status(`/${id}/resolve/main/bad.pt`),
    inGit: await status(`/${id}/raw/main/bad.pkl`),
    other: await status(`/${id}/resolve/main/good.bin`),
    archive: await status(`/models/${id}/archive/main.zip`),
    lfs: objects[0]?.error?.code ?? "open",
    xet: await status(`/cas/v1/reconstructions/${hash}`, { token: accessToken }),
  };
}

const OPEN = { resolve: "open", inGit: "open", other: "open", archive: "open", lfs: "open", xet: "open" };

test("unsafe files are marked, and kept back at every door once the installation wants that", async () => {
  const made = await scannedRepo();
  const { secret: owner } = await world.token(made.ada);
  const { secret: reader } = await world.token(await world.user());

  const tree = await server.fetch(`/api/models/${made.id}/tree/main?expand=true`);
  const entries = (await tree.json()) as { path: string; securityFileStatus: unknown }[];
  expect(entries.find(({ path }) => path === "bad.pt")?.securityFileStatus).toEqual({
    ...{ status: "unsafe", avScan: null },
    pickleImportScan: { status: "unsafe", pickleImports: [{ module: "os", name: "system", safety: "dangerous" }] },
  });
  const scan = await server.fetch(`/api/models/${made.id}/scan`);
  expect(await scan.json()).toEqual({
    scansDone: true,
    filesWithIssues: [
      { path: "bad.pkl", level: "unsafe" },
      { path: "bad.pt", level: "unsafe" },
    ],
  });

  expect(await doorsOf(made, reader)).toEqual(OPEN);
  await block("on");
  expect(await doorsOf(made, reader)).toEqual({
    ...{ resolve: 403, inGit: 403, other: "open", archive: 403, lfs: 403, xet: 403 },
  });
  expect(await doorsOf(made, owner)).toEqual(OPEN);
  await block("off");
});

test("what nobody has looked at is kept back as well, and looked at since somebody wants it", async () => {
  const ada = await world.user();
  const ctx = world.as(ada);
  const bad = Buffer.concat([EVIL_PICKLE, Buffer.from("between")]);
  const good = Buffer.alloc(120, 0xfe);
  const { repo, commit } = await repoWith(ctx, {
    ...{ name: "between", visibility: "public" as const },
    objects: { "bad.pt": bad, "good.bin": good },
    texts: { "bad.pkl": "cos\nsystem\n(S'between'\ntR.", "notes.txt": "words" },
  });
  const id = `${ada.username}/between`;
  const operations = ["bad.pt", "bad.pkl", "good.bin"].map((path) => ({ kind: "delete" as const, path }));
  await commitToRepo(ctx, repo, { branch: "main", message: "Away", operations });
  await scanFilesNow(ctx, { repoId: repo.id, refs: ["refs/heads/main"], since: null }, signal);
  await block("on");

  const { secret: owner } = await world.token(ada);
  const { secret: reader } = await world.token(await world.user());
  const get = async (path: string, token: string) => {
    const answer = await server.fetch(`/${id}/resolve/${commit}/${path}`, { token });
    await answer.arrayBuffer();
    return answer.ok ? "open" : answer.headers.get("x-error-message");
  };
  const doors = (token: string) =>
    Promise.all(["bad.pt", "bad.pkl", "good.bin", "notes.txt"].map((path) => get(path, token)));
  const unseen = expect.stringContaining("has not looked at this file yet");
  expect(await doors(reader)).toEqual([unseen, unseen, unseen, "open"]);
  expect(await doors(owner)).toEqual(["open", "open", "open", "open"]);
  const again = async (path: string, init: RequestInit = {}) =>
    (await server.fetch(path, { token: reader, ...init })).headers.get("retry-after");
  const batch = { operation: "download", objects: [{ oid: shaOf(bad), size: bad.byteLength }] };
  const asked = { method: "POST", headers: { "content-type": "application/vnd.git-lfs+json" } };
  expect(await again(`/${id}/resolve/${commit}/bad.pt`)).toBe("60");
  expect(await again(`/${id}/resolve/${commit}/notes.txt`)).toBeNull();
  expect(await again(`/models/${id}/archive/${commit}.zip`)).toBe("60");
  expect(await again(`/${id}.git/info/lfs/objects/batch`, { ...asked, body: JSON.stringify(batch) })).toBe("60");

  const waiting = await listQueuedJobs(ctx.db, { name: scanContent.name, after: null, limit: 10 });
  expect(waiting).toHaveLength(3);
  for (const { payload } of waiting) {
    await scanContentNow(ctx, scanContent.payload.parse(payload), signal);
    await scanContentNow(ctx, scanContent.payload.parse(payload), signal);
  }
  const unsafe = expect.stringContaining("found this file unsafe");
  expect(await doors(reader)).toEqual([unsafe, unsafe, "open", "open"]);
  await block("off");
});

test("an unsafe file is not lent to the repository of somebody who may not have it", async () => {
  const made = await scannedRepo();
  const ben = await world.user();
  await repoWith(world.as(ben), { name: "borrower" });
  const { secret: token } = await world.token(ben);
  const target = { type: "model", name: `${ben.username}/borrower` };
  const lend = async () => {
    const answer = await server.fetch(`/api/models/${made.id}/lfs-files/duplicate`, {
      ...{ token, method: "POST", headers: { "content-type": "application/json" } },
      body: JSON.stringify({ target, files: [{ sha256: shaOf(EVIL_PICKLE) }] }),
    });
    return answer.status;
  };
  await block("on");
  expect(await lend()).toBe(403);
  await block("off");
  expect(await lend()).toBe(200);
});

test("an unsafe file is reached by no copy, template or pull request that its taker could write to", async () => {
  const made = await scannedRepo();
  const [ben, owner] = [await world.user(), world.as(made.ada)];
  const mine = world.as(ben);
  await updateRepo.run(owner, { ...made.address, isTemplate: true });
  await block("on");
  await forkRepo.run(mine, ForkRepoInput.parse({ ...made.address, newName: "copy" }));
  const copy = { shelf: "models", namespace: ben.username } as const;
  await forkRepo.run(mine, ForkRepoInput.parse({ ...copy, name: "copy", newName: "copy-of-copy" }));
  const { secret: token } = await world.token(ben);
  const kept = { resolve: 403, inGit: 403, other: "open", archive: 403, lfs: 403, xet: 403 };
  for (const name of ["copy", "copy-of-copy"]) {
    expect(await doorsOf({ ...made, id: `${ben.username}/${name}` }, token)).toEqual(kept);
  }
  const { secret: theirs } = await world.token(made.ada);
  await forkRepo.run(owner, ForkRepoInput.parse({ ...made.address, newName: "own" }));
  expect(await doorsOf({ ...made, id: `${made.ada.username}/own` }, theirs)).toEqual(OPEN);

  const generated = createFromTemplate.run(mine, GenerateRepoInput.parse({ ...made.address, newName: "made" }));
  await expect(generated).rejects.toMatchObject({ reason: "unsafe_file" });

  const lure = await repoWith(mine, { name: "lure", visibility: "public", texts: { "a.txt": "a" } });
  const head = { head: "main", headNamespace: made.ada.username, headName: "mixed" };
  await createPull.run(mine, CreatePullInput.parse({ ...lure.address, title: "Lure", ...head }));
  const linked = await findObjects(mine, { repoId: lure.repo.id, oids: [shaOf(EVIL_PICKLE)] });
  await block("off");
  expect(linked.size).toBe(0);
});
