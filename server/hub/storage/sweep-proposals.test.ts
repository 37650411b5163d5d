import { randomBytes, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { completeUpload, createUpload, findObject, openObject, ownerStorage, putPart } from "@/server/content";
import { collectGarbageNow } from "@/server/content/collect-garbage";
import { keyOf } from "@/server/content/object-key";
import { moveRefs, readRefs } from "@/server/git";
import { listQueuedJobs } from "@/server/kernel";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { packFile, termOf, writeShard } from "@/server/testing/xet";
import { AddAttachmentInput, CreateReleaseInput } from "../contract/release";
import { hubHandlers } from "../handlers";
import { hubOperations } from "../operations";
import { sweepProposalsOf } from "./sweep-proposals";

const DAY_MS = 24 * 3_600_000;
const quiet = new AbortController().signal;
const pointerTo = (oid: string, size: number) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`;

describe("files that somebody sent for a proposal", () => {
  const world = setupWorld();
  const server = setupHubServer(world);

  async function project() {
    const [ada, bob] = [await world.user(), await world.user()];
    const owner = world.as(ada);
    const name = `open-${randomUUID().slice(0, 8)}`;
    const { repo, address, commit: start } = await repoWith(owner, { name, visibility: "public", texts: { a: "a\n" } });
    const path = `/${repo.namespace}/${repo.name}`;
    const tokens = { owner: (await world.token(ada)).secret, reader: (await world.token(bob)).secret };
    /** As `git lfs push` does it. */
    async function send(who: keyof typeof tokens) {
      const content = randomBytes(1_000);
      const object = { oid: shaOf(content), size: content.byteLength };
      const answer = await server.fetch(`${path}.git/info/lfs/objects/batch`, {
        ...{ method: "POST", token: tokens[who] },
        body: JSON.stringify({ operation: "upload", objects: [object], transfers: ["basic"] }),
      });
      const { objects } = await answer.json();
      expect((await fetch(objects[0].actions.upload.href, { method: "PUT", body: content })).status).toBe(200);
      return { ...object, content };
    }
    async function commit(who: keyof typeof tokens, file: { oid: string; size: number }, query = "") {
      const lines = [
        { key: "header", value: { summary: "Weights" } },
        { key: "lfsFile", value: { path: `${file.oid}.bin`, algo: "sha256", oid: file.oid, size: file.size } },
      ];
      const answer = await server.fetch(`/api/models${path}/commit/main${query}`, {
        ...{ method: "POST", token: tokens[who], headers: { "content-type": "application/x-ndjson" } },
        body: lines.map((line) => JSON.stringify(line)).join("\n"),
      });
      expect(answer.status).toBe(200);
    }
    /** What a push of this file would bring, as it lies there before its ref moves. */
    async function lateCommit({ oid, size }: { oid: string; size: number }) {
      const git = async (args: string[], input = "") =>
        String(await owner.live.repositories.run(repo.id, { args, input })).trim();
      const blob = await git(["hash-object", "-w", "--stdin"], pointerTo(oid, size));
      const tree = await git(["mktree"], `100644 blob ${blob}\tlate.bin\n`);
      const who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
      return git([...who, "commit-tree", tree, "-p", start, "-m", "Late"]);
    }
    const sweep = (days: number, hours = 0) =>
      sweepProposalsOf(world.later(days * DAY_MS + hours * 3_600_000), repo.id, quiet);
    const has = async ({ oid }: { oid: string }) => (await findObject(owner, { repoId: repo.id, oid })) !== null;
    const read = async ({ oid }: { oid: string }) => buffer((await openObject(owner, { repoId: repo.id, oid })).body);
    const used = async () => (await ownerStorage(owner, ada.userId)).usedBytes;
    return { owner, repo, address, start, path, tokens, send, commit, lateCommit, sweep, has, read, used };
  }

  test("are let go when nothing names them after two weeks, and count no longer; those of the owner stay", async () => {
    const { send, sweep, has, used } = await project();
    const [orphan, own] = [await send("reader"), await send("owner")];
    await sweep(13.9);
    expect([await has(orphan), await used()]).toEqual([true, 2_000]);
    await sweep(14.1);
    expect([await has(orphan), await has(own), await used()]).toEqual([false, true, 1_000]);
    await sweep(14.1);
    await sweep(14.1, 2);
    await sweep(15);
    await collectGarbageNow(world.later(16.5 * DAY_MS), quiet);
    const { objects } = world.system().ports;
    expect([await objects.stat(keyOf(orphan.oid)), (await objects.stat(keyOf(own.oid)))?.size]).toEqual([null, 1_000]);
    expect([await has(own), await used()]).toEqual([true, 1_000]);
  });

  test("stay when a pull request, a branch or a release names them", async () => {
    const { owner, repo, address, send, commit, sweep, has } = await project();
    const [proposed, merged, released] = [await send("reader"), await send("reader"), await send("reader")];
    await commit("reader", proposed, "?create_pr=1");
    await commit("owner", merged);
    await hubOperations.createRelease.run(owner, CreateReleaseInput.parse({ ...address, tag: "v1", title: "One" }));
    const attachment = { ...address, tag: "v1", attachment: "tool.bin", oid: released.oid };
    await hubOperations.addReleaseAttachment.run(owner, AddAttachmentInput.parse(attachment));
    await sweep(15);
    await sweep(15, 2);
    expect([await has(proposed), await has(merged), await has(released)]).toEqual([true, true, true]);
    expect((await readRefs(owner, repo.id, ["refs/pr"])).size).toBe(1);
  });

  test("come back when a push that had seen them before names them afterwards", async () => {
    const { owner, repo, start, send, lateCommit, sweep, has, read, used } = await project();
    const [late, other] = [await send("reader"), await send("reader")];
    const after = await lateCommit(late);
    await sweep(15);
    expect([await has(late), await has(other), await used()]).toEqual([false, false, 0]);
    await moveRefs(owner, repo.id, [{ ref: "refs/heads/main", before: start, after }]);
    await collectGarbageNow(world.later(17 * DAY_MS), quiet);
    await sweep(17);
    expect([await has(late), await has(other), await used()]).toEqual([true, false, 1_000]);
    expect(await read(late)).toEqual(late.content);
    await sweep(40);
    expect(await has(late)).toBe(true);
  });

  test("that are sent again wait anew", async () => {
    const { send, sweep, has, path, tokens } = await project();
    const orphan = await send("reader");
    await sweep(15);
    const object = { oid: orphan.oid, size: orphan.size };
    const body = JSON.stringify({ operation: "upload", objects: [object], transfers: ["basic"] });
    const at = `${path}.git/info/lfs/objects/batch`;
    const { objects } = await (await server.fetch(at, { method: "POST", token: tokens.reader, body })).json();
    await fetch(objects[0].actions.upload.href, { method: "PUT", body: orphan.content });
    expect(await has(orphan)).toBe(true);
    await sweep(13);
    expect(await has(orphan)).toBe(true);
    await sweep(15);
    expect(await has(orphan)).toBe(false);
  });

  test("in chunks are let go and come back in the same way", async () => {
    const { owner, repo, start, path, tokens, lateCommit, sweep, has, read, used } = await project();
    const at = `/api/models${path}/xet-write-token/main?create_pr=1`;
    const { accessToken: token } = await (await server.fetch(at, { token: tokens.reader })).json();
    const put = async (content: Buffer) => {
      const packed = packFile(content);
      const post = async (to: string, body: Buffer) => {
        const answer = await server.fetch(`/cas${to}`, { method: "POST", token, body: new Uint8Array(body) });
        expect(answer.status).toBe(200);
      };
      await post(`/v1/xorbs/default/${packed.xorb}`, packed.bytes);
      const oid = shaOf(content);
      await post("/v1/shards", writeShard([{ hash: packed.file, oid, terms: [termOf(packed)] }]));
      return { oid, size: content.byteLength };
    };
    const [content, lost] = [randomBytes(70_000), randomBytes(60_000)];
    const [late, orphan] = [await put(content), await put(lost)];
    expect(await used()).toBe(130_000);
    await sweep(15);
    expect([await has(late), await has(orphan), await used()]).toEqual([false, false, 0]);
    const after = await lateCommit(late);
    await moveRefs(owner, repo.id, [{ ref: "refs/heads/main", before: start, after }]);
    await sweep(15, 2);
    expect([await has(late), await has(orphan), await used()]).toEqual([true, false, 70_000]);
    expect(await read(late)).toEqual(content);
  });

  test("in parts, of the browser and of clients, are let go like the others; those of the owner stay", async () => {
    const { owner, repo, path, tokens, sweep, has, used } = await project();
    /** Numbered parts with an id, as CSGHub's client asks for them whatever the size is. */
    const byClient = async (token: string) => {
      const content = randomBytes(1_000);
      const oid = shaOf(content);
      const answer = await server.fetch(`${path}.git/info/lfs/objects/batch?upload_id=`, {
        ...{ method: "POST", token },
        body: JSON.stringify({ operation: "upload", objects: [{ oid, size: 1_000 }], transfers: ["multipart"] }),
      });
      const { header, href } = (await answer.json()).objects[0].actions.upload;
      const part = await fetch(header["1"], { method: "PUT", body: content });
      const parts = [{ partNumber: 1, etag: part.headers.get("etag") }];
      expect((await fetch(href, { method: "POST", body: JSON.stringify({ oid, parts }) })).status).toBe(200);
      return { oid };
    };
    const byBrowser = async (ctx: typeof owner, isProposal: boolean) => {
      const { id: uploadId } = await createUpload(ctx, { repoId: repo.id, size: 1_000, isProposal });
      await putPart(ctx, { uploadId, number: 1, body: Readable.from([randomBytes(1_000)]) });
      return completeUpload(ctx, uploadId);
    };
    const reader = world.as(await world.user());
    const proposed = [await byClient(tokens.reader), await byBrowser(reader, true)];
    const own = [await byClient(tokens.owner), await byBrowser(owner, false)];
    expect(await used()).toBe(4_000);
    await sweep(15);
    expect(await Promise.all(proposed.map(has))).toEqual([false, false]);
    expect(await Promise.all(own.map(has))).toEqual([true, true]);
    expect(await used()).toBe(2_000);
  });

  test("are looked for in every repository that has some, each in a job of its own", async () => {
    const made = [await project(), await project()];
    for (const { send } of made) for (let times = 0; times < 2; times += 1) await send("reader");
    const ids = made.map(({ repo }) => repo.id);
    const asked = { name: "hub.sweepProposal", after: null, limit: 100 };
    const queued = async () => (await listQueuedJobs(world.system().db, asked)).map(({ key }) => key);
    await hubHandlers.handlers.sweepProposals(world.later(13 * DAY_MS), {}, quiet);
    expect(await queued()).toEqual([]);
    for (let times = 0; times < 2; times += 1) {
      await hubHandlers.handlers.sweepProposals(world.later(15 * DAY_MS), {}, quiet);
      expect((await queued()).filter((key) => ids.some((id) => key?.includes(id)))).toHaveLength(2);
    }
  });
});
