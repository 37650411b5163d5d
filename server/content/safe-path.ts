import { DomainError } from "@/server/kernel";
import type { ContentReason } from "./contract";

const MAX_PATH_BYTES = 4_000;
const MAX_NAME_BYTES = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const UNSAFE = /[\u0000-\u001f\u007f\\]/;

/** A relative path of a repository's file, as it may become a file on disk. Throws `invalid` (`bad_path`). */
export function safePath(path: string): string {
  if (isSafePath(path)) return path;
  const reason: ContentReason = "bad_path";
  throw new DomainError("invalid", "A file has a name that cannot be a file here", { reason, details: { path } });
}

/** Whether a relative path may become a file on disk. */
export const isSafePath = (path: string): boolean =>
  Buffer.byteLength(path) <= MAX_PATH_BYTES &&
  !UNSAFE.test(path) &&
  path.split("/").every((name) => !["", ".", ".."].includes(name) && Buffer.byteLength(name) <= MAX_NAME_BYTES);
