import { expect, test } from "vitest";
import { linesOf } from "./grep-files";

async function* inPieces(text: string, bytes: number): AsyncGenerator<Buffer> {
  const all = Buffer.from(text);
  for (let start = 0; start < all.byteLength; start += bytes) yield all.subarray(start, start + bytes);
}

test("lines are the same however their bytes were cut, and what has no end is none", async () => {
  const text = "one\n\nzw\u00f6lf\n\u4f60\u597d\nrest";
  for (const bytes of [1, 2, 3, 7, 100]) {
    expect(await Array.fromAsync(linesOf(inPieces(text, bytes)))).toEqual(["one", "", "zw\u00f6lf", "\u4f60\u597d"]);
  }
});

test("a very long line in small pieces is put together once", async () => {
  const long = "x".repeat(7 * 1_024 * 1_024);
  const before = process.threadCpuUsage();
  const [line] = await Array.fromAsync(linesOf(inPieces(`${long}\n`, 1_024)));
  expect(process.threadCpuUsage(before).user / 1_000).toBeLessThan(1_000);
  expect(line?.length).toBe(long.length);
});
