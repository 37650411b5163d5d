import type { Format } from "../scope";

const MAX_HEADER = 100_000_000;

/** Formats that hold numbers and texts only: nothing in them runs. */
export const safetensors: Format = {
  id: "safetensors",
  matches(head, source) {
    if (head.byteLength < 10) return false;
    const length = head.readBigUInt64LE(0);
    return length >= 2n && length <= BigInt(Math.min(MAX_HEADER, source.size - 8)) && head[8] === 0x7b;
  },
  scan: () => {},
};

export const gguf: Format = {
  id: "gguf",
  matches: (head) => head.subarray(0, 4).toString("latin1") === "GGUF",
  scan: () => {},
};
