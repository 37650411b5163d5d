import { describe, expect, test } from "vitest";
import { fileAt, fileOf, ggufText, u32, u64 } from "@/server/testing/model-bytes";
import { readGguf, splitOf } from "./gguf";

const TEXT = u32(8);
const entry = (key: string, ...value: Buffer[]) => Buffer.concat([ggufText(key), ...value]);
const number = (key: string, value: number) => entry(key, u32(4), u32(value));
const info = (name: string, shape: readonly (number | bigint)[], { type = 0, offset = 0 as number | bigint } = {}) =>
  Buffer.concat([ggufText(name), u32(shape.length), ...shape.map(u64), u32(type), u64(offset)]);

interface Parts {
  readonly version?: number;
  readonly entries?: readonly Buffer[];
  readonly tensors?: readonly Buffer[];
  readonly counts?: readonly [number | bigint, number | bigint];
  readonly data?: number;
}
function bytesOf({ version = 3, entries = [], tensors = [], counts, data = 0 }: Parts) {
  const [tensorCount, entryCount] = counts ?? [tensors.length, entries.length];
  const header = Buffer.concat([
    Buffer.from("GGUF"),
    u32(version),
    u64(tensorCount),
    u64(entryCount),
    ...entries,
    ...tensors,
  ]);
  return Buffer.concat([header, Buffer.alloc((32 - (header.length % 32)) % 32), Buffer.alloc(data)]);
}
const file = (parts: Parts) => fileOf(bytesOf(parts));

describe("the header of a GGUF file", () => {
  test("of a real model tells its tensors, its architecture and its cache", async () => {
    const header = await readGguf(await fileAt("samples/guide/guide-2m-q8_0.gguf"));
    expect(header).toMatchObject({
      version: 3,
      quantization: "Q8_0",
      parameters: { total: 1_711_840 },
      architecture: {
        name: "llama",
        contextLength: 512,
        blockCount: 5,
        headCount: 5,
        headCountKv: 1,
        embeddingLength: 160,
        keyLength: 32,
        valueLength: 32,
        vocabularySize: 2048,
        kvBytesPerToken: 5 * 1 * (32 + 32) * 2,
      },
    });
    expect(header.architecture.chatTemplate).toMatch(/^{% for message in messages %}/);
    expect(header.metadata["tokenizer.ggml.merges"]).toMatchObject({ length: 1789 });
    expect(header.metadata["general.languages"]).toEqual({ length: 2, first: ["en", "zh"] });
    expect(header.tensors).toHaveLength(47);
    expect(header.tensors[0]).toMatchObject({ name: "token_embd.weight", shape: [160, 2048], bytes: 348_160 });
  });

  test("keeps the length and the first 64 of a long list, of every type of entry", async () => {
    const texts = Array.from({ length: 100 }, (_, index) => ggufText(`t${index}`));
    const nested = Array.from({ length: 70 }, () => Buffer.concat([u32(4), u64(1), u32(7)]));
    const header = await readGguf(
      file({
        entries: [
          entry("numbers", u32(9), u32(4), u64(100), ...Array.from({ length: 100 }, (_, index) => u32(index))),
          entry("texts", u32(9), TEXT, u64(100), ...texts),
          entry("nested", u32(9), u32(9), u64(70), ...nested),
          entry("nan", u32(6), Buffer.from([0, 0, 0xc0, 0x7f])),
          entry("large", u32(10), u64(2n ** 64n - 1n)),
          number("after", 7),
        ],
      }),
    );
    expect(header.metadata).toMatchObject({
      numbers: { length: 100 },
      nested: { length: 70, first: expect.arrayContaining([{ length: 1, first: [7] }]) },
      nan: "NaN",
      large: "18446744073709551615",
      after: 7,
    });
    expect(header.metadata.texts).toMatchObject({ length: 100, first: { length: 64, 63: "t63" } });
  });

  test("cuts a text that is none in a time that grows with its length alone", async () => {
    const long = Buffer.concat([Buffer.alloc(300 * 1_024, 0xff), Buffer.from("a")]);
    long.write("a", 256 * 1_024 - 1);
    const since = performance.now();
    const { metadata } = await readGguf(file({ entries: [entry("x.y", TEXT, u64(long.length), long)] }));
    expect(String(metadata["x.y"])).toMatch(/a$/);
    expect(performance.now() - since).toBeLessThan(5_000);
  });

  test("cuts a text that is longer than any template", async () => {
    const header = await readGguf(
      file({ entries: [entry("text", TEXT, ggufText("é".repeat(200_000))), number("after", 7)] }),
    );
    expect(String(header.metadata.text)).toMatch(/^é{131072}$/);
    expect(header.metadata.after).toBe(7);
  });

  test("counts the cache of layers that differ, and of latent attention", async () => {
    const common = [
      entry("general.architecture", TEXT, ggufText("x")),
      number("x.block_count", 2),
      number("x.attention.key_length", 8),
    ];
    const heads = entry("x.attention.head_count_kv", u32(9), u32(4), u64(2), u32(4), u32(1));
    const differing = await readGguf(file({ entries: [...common, number("x.attention.value_length", 4), heads] }));
    expect(differing.architecture).toMatchObject({ headCountKv: 4, kvBytesPerToken: 5 * (8 + 4) * 2 });

    const latent = [number("x.attention.kv_lora_rank", 512), number("x.rope.dimension_count", 64)];
    expect((await readGguf(file({ entries: [...common, ...latent] }))).architecture.kvBytesPerToken).toBe(2 * 576 * 2);
    expect((await readGguf(file({}))).architecture.kvBytesPerToken).toBeNull();
  });

  test("names the type most parameters have when the file does not say", async () => {
    const tensors = [info("a", [32, 8], { type: 8 }), info("b", [4], { offset: 8 * 34 + 16 })];
    const header = await readGguf(file({ tensors, data: 400 }));
    expect([header.quantization, header.parameters]).toEqual(["Q8_0", { total: 260, byDtype: { Q8_0: 256, F32: 4 } }]);
  });

  test("does not fetch the weights", async () => {
    let fetched = 0;
    const bytes = bytesOf({ tensors: [info("a", [2_000_000])], data: 8_000_000 });
    await readGguf(fileOf(bytes, (count) => (fetched += count)));
    expect(fetched).toBeLessThan(100_000);
  });

  test.each([
    ["an empty file", fileOf(Buffer.alloc(0)), "truncated"],
    ["another file", fileOf(Buffer.alloc(64, "x")), "wrong_magic"],
    ["version 1", file({ version: 1 }), "wrong_version"],
    ["big-endian", file({ version: 0x03000000 }), "wrong_version"],
    ["2^64 - 1 entries", file({ counts: [0, 2n ** 64n - 1n] }), "truncated"],
    ["2^64 - 1 tensors", file({ counts: [2n ** 64n - 1n, 0] }), "truncated"],
    ["a million million entries", file({ counts: [0, 10 ** 12] }), "header_too_large"],
    ["more tensors than there are", file({ counts: [3, 0] }), "truncated"],
    ["a list longer than the file", file({ entries: [entry("a", u32(9), u32(4), u64(2n ** 62n))] }), "truncated"],
    ["a long list of empty lists", file({ entries: [entry("a", u32(9), u32(9), u64(10 ** 9))] }), "truncated"],
    [
      "lists in lists in lists",
      file({ entries: [entry("a", u32(9), ...Array(9).fill(Buffer.concat([u32(9), u64(1)])), Buffer.alloc(100))] }),
      "bad_entry",
    ],
    ["a text longer than the file", file({ entries: [entry("a", TEXT, u64(10 ** 9))] }), "truncated"],
    ["a name of 100 kB", file({ entries: [number("x".repeat(100_000), 1)] }), "bad_entry"],
    [
      "a name that is no text",
      file({ entries: [Buffer.concat([ggufText(Buffer.from([0xff])), u32(4), u32(1)])] }),
      "bad_text",
    ],
    ["a value of unknown type", file({ entries: [entry("a", u32(99), u32(1))] }), "bad_type"],
    ["an entry twice", file({ entries: [number("a", 1), number("a", 1)] }), "duplicate_name"],
    ["an alignment of 0", file({ entries: [number("general.alignment", 0)] }), "bad_entry"],
    ["a tensor twice", file({ tensors: [info("a", [1]), info("a", [1], { offset: 32 })], data: 64 }), "duplicate_name"],
    ["a tensor of unknown type", file({ tensors: [info("a", [1], { type: 4_000_000_000 })], data: 64 }), "bad_type"],
    ["five dimensions", file({ tensors: [info("a", [1, 1, 1, 1, 1])], data: 64 }), "bad_shape"],
    ["a shape that overflows", file({ tensors: [info("a", [2n ** 40n, 2n ** 40n])], data: 64 }), "bad_shape"],
    ["half a block", file({ tensors: [info("a", [33], { type: 8 })], data: 64 }), "bad_shape"],
    ["a tensor behind the end", file({ tensors: [info("a", [1], { offset: 64 })], data: 64 }), "truncated"],
    ["a tensor at 2^53 - 1", file({ tensors: [info("a", [1], { offset: 2 ** 53 - 1 })], data: 64 }), "truncated"],
    [
      "tensors that share bytes",
      file({ tensors: [info("a", [8]), info("b", [8], { offset: 16 })], data: 64 }),
      "bad_offsets",
    ],
  ])("is refused: %s", async (_, bad, problem) => {
    await expect(readGguf(bad)).rejects.toMatchObject({ code: "invalid", details: { problem } });
  });

  test("is refused wherever a real file is cut off", async () => {
    const real = bytesOf({
      entries: [number("a", 1), entry("b", TEXT, ggufText("text"))],
      tensors: [info("t", [8])],
      data: 32,
    });
    for (let length = 0; length < real.length; length++) {
      await expect(readGguf(fileOf(real.subarray(0, length)))).rejects.toMatchObject({ code: "invalid" });
    }
    await expect(readGguf(fileOf(real))).resolves.toMatchObject({ version: 3 });
  });
});

test.each([
  ["a/b-00002-of-00003.gguf", { number: 2, count: 3, files: [1, 2, 3].map((part) => `a/b-0000${part}-of-00003.gguf`) }],
  ["b.gguf", null],
  ["b-00004-of-00003.gguf", null],
  ["b-00000-of-00003.gguf", null],
  ["b-00001-of-99999.gguf", null],
  ["b-1-of-3.gguf", null],
])("%s belongs to %j", (path, split) => expect(splitOf(path)).toEqual(split));
