import { describe, expect, test } from "vitest";
import { fileAt, fileOf, u64 } from "@/server/testing/model-bytes";
import { readSafetensors, readSafetensorsIndex } from "./safetensors";

const file = (header: string | Buffer, data = 0) =>
  fileOf(Buffer.concat([u64(Buffer.byteLength(header)), Buffer.from(header), Buffer.alloc(data)]));
const tensor = (begin: number, end: number, more = {}) => ({
  dtype: "F16",
  shape: [2],
  data_offsets: [begin, end],
  ...more,
});
const json = (entries: object) => JSON.stringify(entries);

describe("the header of a safetensors file", () => {
  test("of a real model tells its tensors", async () => {
    const header = await readSafetensors(await fileAt("samples/guide/guide-2m/model.safetensors"));
    expect(header.metadata).toEqual({ format: "pt" });
    expect(header.parameters).toEqual({ total: 1_711_840, byDtype: { BF16: 1_711_840 } });
    expect(header.dataBytes).toBe(2 * 1_711_840);
    expect(header.tensors[0]).toEqual({
      name: "model.embed_tokens.weight",
      dtype: "BF16",
      shape: [2048, 160],
      offset: 5048,
      bytes: 655_360,
    });
  });

  test("knows types of four bits, scalars and empty tensors", async () => {
    const header = json({
      a: tensor(0, 1, { dtype: "F4" }),
      b: tensor(1, 5, { dtype: "F32", shape: [] }),
      c: tensor(5, 5, { shape: [0, 7] }),
    });
    expect((await readSafetensors(file(header, 5))).parameters).toEqual({
      total: 3,
      byDtype: { F4: 2, F32: 1, F16: 0 },
    });
  });

  test("reads no more than the header", async () => {
    let read = 0;
    const header = Buffer.from(json({ a: tensor(0, 4) }));
    const bytes = Buffer.concat([u64(header.length), header, Buffer.alloc(4)]);
    await readSafetensors(fileOf(bytes, (count) => (read += count)));
    expect(read).toBe(8 + header.length);
  });

  const huge = { size: 2 ** 40, read: async () => u64(2 ** 39) };
  test.each([
    ["an empty file", fileOf(Buffer.alloc(0)), "truncated"],
    ["a header of 2^63 bytes", fileOf(Buffer.concat([u64(2n ** 63n), Buffer.alloc(20)])), "truncated"],
    ["a header longer than the file", fileOf(Buffer.concat([u64(100), Buffer.from("{}")])), "truncated"],
    ["a header of half a terabyte", huge, "header_too_large"],
    ["a header of very many values", file(`{"a":[${"[],".repeat(600_000)}[]]}`), "header_too_large"],
    ["no JSON", file("{"), "bad_json"],
    ["nothing", file(""), "bad_json"],
    ["a list", file("[]"), "bad_json"],
    ["deep nesting", file("[".repeat(1_000_000)), "bad_json"],
    ["bytes that are no text", file(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), "bad_text"],
    ["a tensor twice", file(`{"a":${json(tensor(0, 4))},"\\u0061" :${json(tensor(0, 4))}}`, 4), "duplicate_name"],
    [
      "a field twice",
      file(`{"a":{"dtype":"F16","dtype":"F16","shape":[2],"data_offsets":[0,4]}}`, 4),
      "duplicate_name",
    ],
    ["metadata that are numbers", file(json({ __metadata__: { a: 1 } })), "bad_entry"],
    ["an entry that is no tensor", file(json({ a: 1 })), "bad_entry"],
    ["a field too many", file(json({ a: tensor(0, 4, { x: 1 }) }), 4), "bad_entry"],
    ["negative offsets", file(json({ a: tensor(-4, 0) }), 4), "bad_entry"],
    ["offsets beyond exact numbers", file(json({ a: tensor(0, 2 ** 60) }), 4), "bad_entry"],
    ["an unknown type", file(json({ a: tensor(0, 4, { dtype: "toString" }) }), 4), "bad_type"],
    ["a negative dimension", file(json({ a: tensor(0, 4, { shape: [-1, -2] }) }), 4), "bad_shape"],
    ["half a dimension", file(json({ a: tensor(0, 4, { shape: [0.5] }) }), 4), "bad_shape"],
    ["a shape that overflows", file(json({ a: tensor(0, 4, { shape: [2 ** 40, 2 ** 40] }) }), 4), "bad_shape"],
    ["fewer bytes than the shape", file(json({ a: tensor(0, 2) }), 4), "bad_offsets"],
    ["offsets backwards", file(json({ a: tensor(4, 0) }), 4), "bad_offsets"],
    ["tensors that share bytes", file(json({ a: tensor(0, 4), b: tensor(2, 6) }), 6), "bad_offsets"],
    ["a hole", file(json({ a: tensor(0, 4), b: tensor(6, 10) }), 10), "bad_offsets"],
    ["bytes after the last tensor", file(json({ a: tensor(0, 4) }), 5), "bad_offsets"],
    ["a file that ends too early", file(json({ a: tensor(0, 4) }), 3), "truncated"],
  ])("is refused: %s", async (_, bad, problem) => {
    await expect(readSafetensors(bad)).rejects.toMatchObject({
      code: "invalid",
      reason: "bad_model_file",
      details: { problem },
    });
  });

  test("a tensor may be called __proto__ and changes nothing else", async () => {
    const header = `{"__proto__":${json(tensor(0, 4))}}`;
    expect((await readSafetensors(file(header, 4))).tensors.map(({ name }) => name)).toEqual(["__proto__"]);
  });
});

describe("the index of a set of files", () => {
  test("names its files once", () => {
    const weights = { b: "model-00002-of-00002.safetensors", a: "model-00001-of-00002.safetensors" };
    const text = json({ metadata: { total_size: 8 }, weight_map: { ...weights, c: weights.a } });
    expect(readSafetensorsIndex(text)).toEqual({ files: [weights.a, weights.b], totalBytes: 8 });
    expect(readSafetensorsIndex(json({ weight_map: {} }))).toEqual({ files: [], totalBytes: null });
  });

  test.each([
    ["a path out of its folder", json({ weight_map: { a: "../../x.safetensors" } }), "bad_path"],
    ["an absolute path", json({ weight_map: { a: "/etc/x.safetensors" } }), "bad_path"],
    ["another kind of file", json({ weight_map: { a: "x.bin" } }), "bad_path"],
    ["no map", json({}), "bad_entry"],
    ["no JSON", "<html>", "bad_json"],
  ])("is refused: %s", (_, text, problem) => {
    expect(() => readSafetensorsIndex(text)).toThrow(expect.objectContaining({ details: { problem } }));
  });
});
