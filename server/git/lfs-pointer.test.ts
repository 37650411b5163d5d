import { describe, expect, test } from "vitest";
import { formatPointer, parsePointer } from "./lfs-pointer";

const oid = "0123456789abcdef".repeat(4);
const parse = (text: string) => parsePointer(Buffer.from(text));

describe("LFS pointers", () => {
  test("what is written is read again", () => {
    expect(parse(formatPointer({ oid, size: 12_345 }))).toEqual({ oid, size: 12_345 });
  });

  test("older versions and extensions are understood", () => {
    expect(parse(`version https://hawser.github.com/spec/v1\noid sha256:${oid}\nsize 5\n`)).toEqual({ oid, size: 5 });
    const extended = `version https://git-lfs.github.com/spec/v1\next-0-foo sha256:${oid}\noid sha256:${oid}\nsize 5\n`;
    expect(parse(extended)).toEqual({ oid, size: 5 });
  });

  test.each([
    ["another version", `version https://example.com/v1\noid sha256:${oid}\nsize 5\n`],
    ["an upper-case oid", formatPointer({ oid: oid.toUpperCase(), size: 5 })],
    ["a short oid", formatPointer({ oid: oid.slice(1), size: 5 })],
    ["a negative size", formatPointer({ oid, size: -1 })],
    ["no size", `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\n`],
    ["more text", `${formatPointer({ oid, size: 5 })}\nhello there\n\n`],
    ["1,024 bytes", formatPointer({ oid, size: 5 }).padEnd(1_024, "x")],
  ])("%s is ordinary content", (_, text) => {
    expect(parse(text)).toBeNull();
  });
});
