import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { gitError } from "./git-error";

const missing = (oid: string) => gitError("not_found", `Object ${oid} does not exist`, { reason: "entry_not_found" });

export interface OpenBlob {
  readonly size: number;
  /** Nothing runs until it is read; stopping to read ends git. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** A blob's size and bytes as a stream. Throws `not_found` (`entry_not_found`) before the first byte. */
export async function openBlob(ctx: Ctx<"repositories">, repoId: string, oid: string): Promise<OpenBlob> {
  const { repositories } = ctx.live;
  const found = await repositories.objects(repoId).info(Oid.parse(oid));
  if (found?.type !== "blob") throw missing(oid);
  const args = ["cat-file", "blob", oid];
  return { size: found.size, body: repositories.stream(repoId, { args, timeoutMs: 3_600_000 }) };
}

/** A blob of at most `maxBytes` (1 MiB unless told). Throws `not_found` and `too_large`. */
export async function readBlob(
  ctx: Ctx<"repositories">,
  repoId: string,
  { oid, maxBytes = 1_024 * 1_024 }: { readonly oid: string; readonly maxBytes?: number },
): Promise<Buffer> {
  const reader = ctx.live.repositories.objects(repoId);
  const found = await reader.info(Oid.parse(oid));
  if (found?.type !== "blob") throw missing(oid);
  if (found.size > maxBytes) throw gitError("too_large", `The file has more than ${maxBytes} bytes`);
  const contents = await reader.contents(oid);
  if (!contents) throw missing(oid);
  return contents.bytes;
}
