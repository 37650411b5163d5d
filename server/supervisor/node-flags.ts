/**
 * How Node runs a role. The space for young objects may grow to 32 MiB (16 is usual): a push or a page makes many at
 * once, and what is copied out of a full space costs more than they do.
 */
export const NODE_FLAGS = ["--enable-source-maps", "--max-semi-space-size=32"] as const;
