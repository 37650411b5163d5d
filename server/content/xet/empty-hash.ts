/** What Xet calls a file without a byte: it has no chunks. */
export const EMPTY_HASH = "0".repeat(64);
