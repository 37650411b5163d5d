import { expect, test } from "vitest";
import { frame, MAX_RECORD_BYTES, readFrames } from "./frame";

const TEXTS = ["first", "zweite Zeile, größer", "三"] as const;
const FRAMES = TEXTS.map(frame);
const BYTES = Buffer.concat(FRAMES);
const [FIRST_END = 0, SECOND_END = 0] = [FRAMES[0]?.length, Buffer.concat(FRAMES.slice(0, 2)).length];

test("records are read as they were written", () => {
  expect(readFrames(BYTES)).toEqual({ texts: TEXTS, gaps: 0, tornBytes: 0 });
  expect(readFrames(Buffer.alloc(0))).toEqual({ texts: [], gaps: 0, tornBytes: 0 });
});

test("a tail that is torn at any byte costs the last record and no other (B2)", () => {
  for (let end = SECOND_END; end < BYTES.length; end++) {
    expect(readFrames(BYTES.subarray(0, end))).toEqual({
      ...{ texts: TEXTS.slice(0, 2), gaps: 0, tornBytes: end - SECOND_END },
    });
  }
});

test("a byte that flips anywhere in a record costs this one, and is told", () => {
  for (let at = FIRST_END; at < SECOND_END; at++) {
    const damaged = Buffer.from(BYTES);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
    expect(readFrames(damaged)).toEqual({ texts: [TEXTS[0], TEXTS[2]], gaps: 1, tornBytes: 0 });
  }
});

test("zeros behind the last record are no records, and no torn one", () => {
  const padded = Buffer.concat([BYTES, Buffer.alloc(4_096)]);
  expect(readFrames(padded)).toEqual({ texts: TEXTS, gaps: 0, tornBytes: 0 });
  const torn = Buffer.concat([BYTES.subarray(0, -1), Buffer.alloc(4_096)]);
  expect(readFrames(torn)).toEqual({ texts: TEXTS.slice(0, 2), gaps: 0, tornBytes: torn.length - SECOND_END });
});

test("a record that would be taken for damage later is not written", () => {
  expect(() => frame("x".repeat(MAX_RECORD_BYTES + 1))).toThrow(/too long/);
});
