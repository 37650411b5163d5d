import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { putObject } from "@/server/content";
import { ggufText, safetensorsWith, u32, u64 } from "@/server/testing/model-bytes";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { commitToRepo } from "../commits/commit-to-repo";
import type { Tensor } from "../formats/file-bytes";
import { hubOperations } from "../operations";
import { hashTensors } from "./hash-tensors";
import { recordTensorHashes } from "./tensor-values";

const { compareTensors } = hubOperations;
const signal = new AbortController().signal;

/** Two tensors, of 100 and 10 numbers, filled with these bytes. */
const safetensors = (first: number, second: number): Buffer =>
  safetensorsWith({
    "a.weight": { dtype: "F32", shape: [100], fill: first },
    "b.weight": { dtype: "F32", shape: [10], fill: second },
  });

/** Two tensors of four numbers each, 32 bytes apart. */
function gguf(first: number, second: number): Buffer {
  const info = (name: string, offset: number) => [ggufText(name), u32(1), u64(4), u32(0), u64(offset)];
  const header = Buffer.concat([Buffer.from("GGUF"), u32(3), u64(2), u64(0), ...info("a", 0), ...info("b", 32)]);
  const padding = Buffer.alloc((32 - (header.byteLength % 32)) % 32);
  return Buffer.concat([header, padding, Buffer.alloc(16, first), Buffer.alloc(16), Buffer.alloc(16, second)]);
}

describe("the values of tensors", () => {
  const world = setupWorld();

  test.each([
    ["model.safetensors", "b.weight", safetensors],
    ["model.gguf", "b", gguf],
  ])("of %s are compared by a job that reads each file once", async (path, changed, bytesOf) => {
    const ada = world.as(await world.user());
    const made = await repoWith(ada, { name: "values", visibility: "public", objects: { [path]: bytesOf(1, 2) } });
    const next = bytesOf(1, 3);
    const oid = shaOf(next);
    await putObject(ada, { repoId: made.repo.id, oid, size: next.byteLength, body: Readable.from([next]) });
    const operations = [{ kind: "object", path, oid }] as const;
    const { commit } = await commitToRepo(ada, made.repo, { branch: "main", message: "Train", operations });
    const compare = () => compareTensors.run(ada, { ...made.address, base: made.commit, head: commit, path });

    expect(await compare()).toMatchObject({ valueState: "waiting", values: [], counts: { values: 0, same: 2 } });
    for (const at of [made.commit, commit]) {
      await recordTensorHashes(ada, { repoId: made.repo.id, commit: at, path }, signal);
    }
    expect(await compare()).toMatchObject({
      valueState: "compared",
      values: [{ name: changed }],
      counts: { changed: 0, values: 1, same: 1 },
    });
    const same = await compareTensors.run(ada, { ...made.address, base: commit, head: "main", path });
    expect(same).toMatchObject({ valueState: "compared", counts: { values: 0, same: 2 } });
  });

  test("of a file that is new have nothing to be compared with", async () => {
    const ada = world.as(await world.user());
    const made = await repoWith(ada, { name: "new", objects: { "m.safetensors": safetensors(1, 2) } });
    const input = { ...made.address, base: `${made.commit}^`, head: made.commit, path: "m.safetensors" };
    const base = made.repo.headCommit ?? made.commit;
    expect(await compareTensors.run(ada, { ...input, base })).toMatchObject({ valueState: "none" });
  });

  test("hash the same however the file is cut", async () => {
    const bytes = safetensors(5, 6);
    const start = bytes.byteLength - 440;
    const tensor = (name: string, offset: number, size: number): Tensor => ({
      ...{ name, dtype: "F32", shape: [size / 4], bytes: size },
      offset: start + offset,
    });
    const tensors = [tensor("b", 400, 40), tensor("a", 0, 400), tensor("none", 440, 0)];
    const cut = (size: number) =>
      Readable.from(
        Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size)),
      );
    const whole = await hashTensors(Readable.from([bytes]), tensors);
    for (const size of [1, 7, 399, 441]) expect(await hashTensors(cut(size), tensors)).toEqual(whole);
    const expected = createHash("sha256").update(Buffer.alloc(40, 6)).digest("base64url").slice(0, 22);
    expect(whole[0]).toBe(expected);
    expect(new Set(whole).size).toBe(3);
  });
});
