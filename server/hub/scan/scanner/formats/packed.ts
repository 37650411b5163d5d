import type { Format } from "../scope";
import { inflated } from "./inflated";

const packed = (kind: "gzip" | "zlib" | "zstd", matches: Format["matches"]): Format => ({
  id: kind,
  matches,
  scan(source, scope) {
    const bytes = inflated(source, { kind, scope, mayBeCut: true });
    if (bytes !== null) scope.enter("", bytes);
  },
});

const startsWith =
  (hex: string): Format["matches"] =>
  (head) =>
    head.subarray(0, hex.length / 2).equals(Buffer.from(hex, "hex"));

export const gzip = packed("gzip", startsWith("1f8b08"));
export const zstd = packed("zstd", startsWith("28b52ffd"));
/** RFC 1950: the first two bytes are a multiple of 31. joblib writes them. */
export const zlib = packed(
  "zlib",
  (head) => head[0] === 0x78 && head.byteLength > 2 && head.readUInt16BE(0) % 31 === 0,
);

/** Archives that are not opened here. In another file's clothes they were meant to pass by. */
export const closed: Format = {
  id: "closed",
  matches: (head, source) => CLOSED.some((hex) => startsWith(hex)(head, source)),
  scan(_source, scope) {
    scope.skipped("unsupported");
  },
};
/** 7z, rar, bzip2, xz, lz4, and joblib's older bundles. */
const CLOSED = ["377abcaf271c", "526172211a07", "425a68", "fd377a585a00", "04224d18", "5d000080", "5a46"] as const;
