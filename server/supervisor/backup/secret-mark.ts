import { scryptSync } from "node:crypto";

/** The same for the same secret, and slow to guess from. */
export const secretMark = (secret: string): string =>
  scryptSync(secret, "the secret of a backup", 16, { cost: 32_768, maxmem: 64 * 1_024 * 1_024 }).toString("hex");
