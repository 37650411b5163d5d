import { createHash } from "node:crypto";

/** The SHA-256 of a content as objects are named: in hexadecimal. */
export const shaOf = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");
