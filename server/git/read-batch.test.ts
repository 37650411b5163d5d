import { describe, expect, it } from "vitest";
import { readBatch } from "./read-batch";

const OID = "0123456789abcdef0123456789abcdef01234567";
const STREAM = Buffer.concat([
  Buffer.from(`${OID} blob 5 a b/c.txt\none\n\n\n`),
  Buffer.from(`${OID} tree 0 \n\n`),
  Buffer.from(`${OID} blob 3 \u00fc.bin\n\u0000\n\u0001\n`),
]);

async function read(pieces: readonly Buffer[]) {
  async function* chunks() {
    yield* pieces;
  }
  const found: string[][] = [];
  for await (const answers of readBatch(chunks())) {
    found.push(...answers.map(({ type, rest, bytes }) => [type, rest.toString(), bytes.toString("latin1")]));
  }
  return found;
}

describe("readBatch", () => {
  it("reads the same wherever the stream is cut", async () => {
    const whole = await read([STREAM]);
    expect(whole).toEqual([
      ["blob", "a b/c.txt", "one\n\n"],
      ["tree", "", ""],
      ["blob", "ü.bin", "\u0000\n\u0001"],
    ]);
    for (let at = 1; at < STREAM.byteLength; at += 1) {
      expect(await read([STREAM.subarray(0, at), STREAM.subarray(at)])).toEqual(whole);
    }
    expect(await read([...STREAM].map((byte) => Buffer.of(byte)))).toEqual(whole);
  });

  it("fails on what is missing and on what is cut off", async () => {
    await expect(read([Buffer.from(`${OID} missing\n`)])).rejects.toThrow("cannot read an object");
    await expect(read([STREAM.subarray(0, -1)])).rejects.toThrow("in the middle");
  });
});
