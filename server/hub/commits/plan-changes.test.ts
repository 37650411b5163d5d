import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { putObject } from "@/server/content";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { CommitFilesInput } from "../contract/content";
import { commitFiles } from "./commit-files";
import { planChanges } from "./plan-changes";

describe("files that were uploaded before", () => {
  const world = setupWorld();

  async function project() {
    const reads: string[] = [];
    const ctx = noting(world.as(await world.user()), reads);
    const made = await repoWith(ctx, { name: "uploads", texts: { a: "a" } });
    const upload = async (path: string, bytes: Buffer) => {
      const oid = shaOf(bytes);
      await putObject(ctx, { repoId: made.repo.id, oid, size: bytes.byteLength, body: Readable.from([bytes]) });
      return { kind: "upload" as const, path, oid };
    };
    return { ...made, ctx, reads, upload };
  }

  /** The same store; what is read of it is written down. */
  function noting(ctx: Ctx<Dependency>, reads: string[]): Ctx<Dependency> {
    const { objects } = ctx.ports;
    const get: typeof objects.get = (key, range) => {
      reads.push(`${range?.start}-${range?.end}`);
      return objects.get(key, range);
    };
    return { ...ctx, ports: { ...ctx.ports, objects: { ...objects, get } } };
  }

  test("are refused by their size before they are read, where git is to keep them and cannot", async () => {
    const { ctx, address, reads, upload } = await project();
    const card = await upload("README.md", Buffer.alloc(10_000_001, "some text\n"));
    const input = CommitFilesInput.parse({ ...address, summary: "Card", changes: [card] });
    const refusal = { code: "too_large", reason: "file_too_large" };
    await expect(commitFiles.run(ctx, input)).rejects.toMatchObject(refusal);
    expect(reads).toEqual([]);
  });

  test("are read when their turn comes, one after the other, as often as the plan is read", async () => {
    const { ctx, repo, commit, reads, upload } = await project();
    const changes = [await upload("b", Buffer.from("first")), await upload("c", Buffer.from("second"))];
    const { operations } = await planChanges(ctx, repo, { head: commit, changes });
    expect(reads).toEqual([]);
    for await (const operation of operations) {
      expect(operation).toMatchObject({ kind: "put", path: "b", content: Buffer.from("first") });
      break;
    }
    expect(reads).toEqual(["0-4", "0-4"]);
    const paths: string[] = [];
    for await (const { path } of operations) paths.push(path);
    expect(paths).toEqual(["b", "c"]);
  });
});
