import type { Readable } from "node:stream";
import { type Ctx, notFound } from "@/server/kernel";
import { findLinkedFile } from "../store/xet-files";
import { openXetFile } from "../xet/open-file";

interface Wanted {
  readonly bucketId: string;
  readonly xetHash: string;
  /** Inclusive, 0-based, inside the file. */
  readonly range?: { readonly start: number; readonly end: number } | undefined;
}

/** The bytes of a file of the bucket. Throws `not_found` when it went meanwhile, `unavailable` (`object_lost`). */
export async function openBucketFile(ctx: Ctx<"objects">, { bucketId, xetHash, range }: Wanted): Promise<Readable> {
  const file = await findLinkedFile(ctx.db, { repoId: bucketId, hash: xetHash });
  if (!file) throw notFound("File", xetHash);
  return openXetFile(ctx, file, range);
}
