import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx, Dependency } from "@/server/kernel";
import { allPages } from "@/server/testing/all-pages";
import { safetensorsWith, u64 } from "@/server/testing/model-bytes";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { GetFileHeaderInput, ListTensorsInput } from "../contract/weights";
import { getFileHeader } from "./get-file-header";
import { getWeights } from "./get-weights";
import { listTensors } from "./list-tensors";
import { mainWeights, quantizationsOf } from "./weight-files";

const sample = (path: string) => readFileSync(`samples/${path}`);

const safetensors = (tensors: Readonly<Record<string, readonly number[]>>): Buffer =>
  safetensorsWith(Object.fromEntries(Object.entries(tensors).map(([name, shape]) => [name, { shape }])));

describe("what model files say about themselves", () => {
  const world = setupWorld();
  let ctx: Ctx<Dependency>;
  beforeAll(async () => {
    ctx = world.as(await world.user());
  });
  const read = (input: object) => getFileHeader.run(ctx, GetFileHeaderInput.parse(input));
  const list = (input: object) => listTensors.run(ctx, ListTensorsInput.parse(input));

  test("a GGUF file shows its metadata, and its tensors in pages and by name", async () => {
    const objects = { "guide-q8_0.gguf": sample("guide/guide-2m-q8_0.gguf") };
    const { address } = await repoWith(ctx, { name: "gguf", objects });
    const where = { ...address, path: "guide-q8_0.gguf" };

    const header = await read(where);
    expect(header).toMatchObject({ format: "gguf", architecture: "llama", quantization: "Q8_0", contextLength: 512 });
    expect(header.metadata.find(({ key }) => key === "general.architecture")?.value).toBe("llama");
    expect(header.metadata.find(({ key }) => key === "tokenizer.ggml.tokens")?.value).toMatch(/, …\] \(2048\)$/);

    const first = await list({ ...where, limit: 10 });
    expect(first.total).toBe(header.tensorCount);
    const all = await allPages((cursor) => list({ ...where, limit: 10, cursor }));
    expect(new Set(all.map(({ name }) => name)).size).toBe(first.total);
    const found = await list({ ...where, search: "ATTN_Q" });
    expect(found.total).toBe(5);
    expect(found.items.every(({ name }) => name.includes("attn_q"))).toBe(true);
    await expect(list({ ...where, search: "other", cursor: first.nextCursor })).rejects.toMatchObject({
      reason: "bad_cursor",
    });
  });

  test("an ONNX file shows what goes in and what comes out", async () => {
    const { address } = await repoWith(ctx, {
      name: "onnx",
      objects: { "model.onnx": sample("onnx-tiny/onnx/model.onnx") },
    });
    const header = await read({ ...address, path: "model.onnx" });
    expect(header.inputs.length).toBeGreaterThan(0);
    expect(header.outputs.length).toBeGreaterThan(0);
    expect(header.parameters).toBeGreaterThan(0);
  });

  test("a header of very many and very long entries shows its beginning", async () => {
    const entries = Array.from({ length: 1_200 }, (_, at) => [`${at}-${"k".repeat(1_000)}`, "value"]);
    const header = Buffer.from(JSON.stringify({ __metadata__: Object.fromEntries(entries) }));
    const objects = { "model.safetensors": Buffer.concat([u64(header.byteLength), header]) };
    const { address } = await repoWith(ctx, { name: "verbose", objects });
    const { metadata } = await read({ ...address, path: "model.safetensors" });
    expect(metadata).toHaveLength(1_000);
    expect(Math.max(...metadata.map(({ key }) => key.length))).toBe(300);
  });

  test("a broken file tells what is wrong with it, and breaks nothing else", async () => {
    const good = sample("guide/guide-2m-q8_0.gguf");
    const huge = Buffer.concat([u64(1 << 30), Buffer.alloc(100)]);
    const objects = {
      "cut.gguf": good.subarray(0, 2_000),
      "fake.gguf": Buffer.from("not a model at all, but long enough"),
      "empty.safetensors": Buffer.from("0"),
      "huge.safetensors": huge,
      "json.safetensors": Buffer.concat([u64(9), Buffer.from('{"a":[[[[')]),
      "noise.onnx": Buffer.alloc(64, 0xff),
    };
    const { address } = await repoWith(ctx, { name: "broken", objects });
    for (const path of Object.keys(objects)) {
      await expect(read({ ...address, path }), path).rejects.toMatchObject({
        code: "invalid",
        reason: "bad_model_file",
      });
      await expect(list({ ...address, path }), path).rejects.toMatchObject({
        code: "invalid",
        reason: "bad_model_file",
      });
    }
    const weights = await getWeights.run(ctx, address);
    expect(weights).toMatchObject({ formats: ["safetensors", "gguf", "onnx"], parameters: null });
    expect(weights.problem).not.toBeNull();
  });

  test("another kind of file has no header", async () => {
    const { address } = await repoWith(ctx, { name: "text", texts: { "config.json": "{}" } });
    await expect(read({ ...address, path: "config.json" })).rejects.toMatchObject({ reason: "no_header" });
    await expect(read({ ...address, path: "missing.gguf" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("the parameters of a model in several files are added up, twice the same", async () => {
    const objects = {
      "model-00001-of-00002.safetensors": safetensors({ embed: [10, 4], norm: [4] }),
      "model-00002-of-00002.safetensors": safetensors({ head: [4, 10] }),
      "other/model.safetensors": safetensors({ unrelated: [1_000] }),
    };
    const { address } = await repoWith(ctx, { name: "sharded", objects });
    const first = await getWeights.run(ctx, address);
    expect(first).toMatchObject({ parameters: 84, byDtype: { F16: 84 }, tensorCount: 3, fileCount: 2, problem: null });
    expect(await getWeights.run(ctx, address)).toEqual(first);
  });

  test("a private model tells strangers nothing", async () => {
    const objects = { "model.safetensors": safetensors({ a: [2] }) };
    const { address } = await repoWith(ctx, { name: "secret", visibility: "private", objects });
    const stranger = world.as(await world.user());
    const where = { ...address, path: "model.safetensors" };
    await expect(getWeights.run(stranger, address)).rejects.toMatchObject({ code: "not_found" });
    await expect(listTensors.run(stranger, ListTensorsInput.parse(where))).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the weights of a model among its files", () => {
  test("are the set at the root, whole", () => {
    const paths = ["a/model.safetensors", "adapter.safetensors", "model.safetensors", "x.gguf"];
    expect(mainWeights(paths)).toEqual({ format: "safetensors", paths: ["model.safetensors"] });
    expect(mainWeights(["m-00002-of-00002.gguf", "m-00001-of-00002.gguf"])?.paths).toHaveLength(2);
    expect(mainWeights(["README.md"])).toBeNull();
  });

  test("offer the quantisations that their names tell", () => {
    const paths = ["m-Q4_K_M.gguf", "m.q8_0.gguf", "iq/m-IQ2_XXS-00001-of-00002.gguf", "m-f16.gguf", "quick.gguf"];
    expect(quantizationsOf(paths)).toEqual(["Q4_K_M", "Q8_0", "IQ2_XXS", "F16"]);
  });
});
