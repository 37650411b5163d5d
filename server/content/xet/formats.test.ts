import { randomBytes } from "node:crypto";
import { compressFrameSync } from "lz4-napi";
import { describe, expect, test } from "vitest";
import { packFile, termOf } from "@/server/testing/xet";
import { joinPlanes, splitPlanes } from "./byte-planes";
import { hashBytes, hashText } from "./hash";
import { unpackFrame } from "./lz4-frame";
import { SHARD_TAG } from "./shard-format";
import { TASKS } from "./tasks";
import { readTerms, writeTerms } from "./terms";

/** `lcg1M` of hub-protocols §4.4. */
function pseudoRandom(size: number) {
  const bytes = Buffer.alloc(size);
  let x = 1;
  for (let at = 0; at < size; at += 1) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = x >>> 24;
  }
  return bytes;
}

describe("hashes of Xet", () => {
  test("a hash is written in groups of eight bytes, each backwards", () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, at) => at));
    const text = "07060504030201000f0e0d0c0b0a090817161514131211101f1e1d1c1b1a1918";
    expect(hashText(bytes)).toBe(text);
    expect(hashBytes(text)).toEqual(bytes);
    expect(SHARD_TAG).toHaveLength(32);
  });

  test.each([
    {
      name: "hello world",
      content: Buffer.from("hello world"),
      lengths: [11],
      first: "4e39378b9d359f118190557a1f44130219a54e5fcfa07bd96cf50b466fe651b1",
      xorb: "4e39378b9d359f118190557a1f44130219a54e5fcfa07bd96cf50b466fe651b1",
      file: "f15edd43b7e85cfd25e2758ffe13b99fdd09dfa817e8d9f6548722a7a126db7f",
      proof: "22ef2fdcff5cea306e42ad7e15ed8a0c5e789e7d2ec34658c10d2758946847da",
    },
    {
      name: "300,000 zeros",
      content: Buffer.alloc(300_000),
      lengths: [131_072, 131_072, 37_856],
      first: "2e39f13c248013b27e22913ba2893a654120ed0ad8eb7ecbf3f05b9d708634fc",
      xorb: "c2c391c2780688107997606ed6798520928296386f08a43bdf7e28cd1b06b37b",
      file: "3d7bd4178bc2851ba07d59c24c3a88ae0c7220e9920d6c5c6a06b01556d46404",
      proof: "e169d38b9b9fae44721fdd0d6c3a25406ba8346446f87a34224f1730d6172a7f",
    },
    {
      name: "a megabyte of pseudo-random bytes",
      content: pseudoRandom(1_048_576),
      lengths: [
        18_142, 131_072, 86_715, 131_072, 38_801, 131_072, 12_932, 30_978, 131_072, 35_063, 29_513, 131_072, 19_907,
        13_708, 107_457,
      ],
      first: "9f3c12a561800c43249a1f73dd1e58fda1658dd7350157578bfd8431d9c01985",
      xorb: "24b21874a59249a2e72c4ab1c383ee93f063305d0d6722b90db20cdf799de013",
      file: "c9abec37eaf170ae438f816116d5d9cce45be86a83f6b8df714e4adf63cacd2b",
      proof: "87d614305637cfe1f609cb419773431e9fb7c2132e3e6f2226c7f28abf7a8673",
    },
  ])("$name has the chunks and hashes of the specification", ({ content, lengths, first, xorb, file, proof }) => {
    const packed = packFile(content);
    const { table } = packed;
    expect(lengths.map((_, at) => table.unpackedStart(at + 1) - table.unpackedStart(at))).toEqual(lengths);
    expect(hashText(table.hash(0))).toBe(first);
    expect([packed.xorb, packed.file, termOf(packed).proof]).toEqual([xorb, file, proof]);
    expect(Buffer.from(TASKS.unpackChunks(packed).bytes).equals(content)).toBe(true);
  });
});

describe("packing", () => {
  test.each([1, 2, 3, 4, 5, 1_001])("planes of %d bytes come back together", (size) => {
    const bytes = randomBytes(size);
    expect(Buffer.from(joinPlanes(splitPlanes(bytes)))).toEqual(bytes);
  });

  test("LZ4 frames of another implementation are unpacked: text, random bytes, long runs", () => {
    const contents = [
      Buffer.from("abcabcabd".repeat(9_000)),
      randomBytes(100_000),
      Buffer.alloc(131_072, 7),
      Buffer.of(1),
    ];
    for (const content of contents) {
      const frame = compressFrameSync(content, { contentChecksum: true });
      expect(Buffer.from(unpackFrame(frame, content.byteLength)).equals(content)).toBe(true);
    }
  });

  test("a frame that was cut anywhere, or whose bytes changed, is refused and never read beyond its end", () => {
    const content = Buffer.concat([Buffer.from("hello hello hello ".repeat(40)), randomBytes(60)]);
    const frame = compressFrameSync(content);
    for (let end = 0; end < frame.byteLength; end += 1) {
      expect(() => unpackFrame(frame.subarray(0, end), content.byteLength)).toThrow(
        expect.objectContaining({ reason: "bad_xorb" }),
      );
    }
    for (let at = 0; at < frame.byteLength; at += 1) {
      const changed = Buffer.from(frame);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect(outcome(() => unpackFrame(changed, content.byteLength))).toMatch(/bad_xorb|unpacked/);
    }
  });

  test("a bomb takes no more than the bytes that its chunk may have", () => {
    const bomb = compressFrameSync(Buffer.alloc(16 * 1_024 * 1_024));
    expect(() => unpackFrame(bomb, 131_072)).toThrow(/more bytes than announced/);
    const giant = Buffer.concat([Buffer.from("04224d1868400000000000000000ff", "hex"), Buffer.alloc(8)]);
    expect(() => unpackFrame(giant, 10)).toThrow(expect.objectContaining({ reason: "bad_xorb" }));
  });

  test("terms come back as they were written", () => {
    const term = { xorb: "ab".repeat(32), start: 3, end: 9, unpacked: 4_000_000_000, packedStart: 12, packedEnd: 77 };
    const terms = [term, { ...term, xorb: "cd".repeat(32) }, { ...term, start: 9, end: 10 }];
    expect(readTerms(writeTerms(terms))).toEqual(terms);
  });
});

/** How an attempt ended: `unpacked`, or the reason of a refusal; anything else fails the test. */
function outcome(attempt: () => unknown): string {
  try {
    attempt();
    return "unpacked";
  } catch (error) {
    return error instanceof Error && "reason" in error ? String(error.reason) : String(error);
  }
}
