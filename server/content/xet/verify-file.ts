import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { audit } from "@/server/audit";
import { atomically, type Ctx } from "@/server/kernel";
import { findFile, settleClaims } from "../store/xet-files";
import { openXetFile } from "./open-file";

/**
 * Rebuilds a file and hashes it: claims about its SHA-256 that are true hold everywhere from then on, and repositories
 * that were given another one lose it. Safe to run twice.
 */
export async function verifyFileNow(ctx: Ctx<"objects">, fileHash: string, signal: AbortSignal): Promise<void> {
  const file = await findFile(ctx.db, fileHash);
  if (file === null) return;
  const oid = file.oid ?? (await hashOf(ctx, file, signal));
  await atomically(ctx, async (ctx) => {
    const refuted = await settleClaims(ctx, { hash: fileHash, oid });
    for (const { repoId, oid: claimed } of refuted) {
      ctx.log.warn({ repoId, fileHash, claimed, oid }, "A file was not what its sender claimed");
      await audit(ctx, "file.refuted", { kind: "repository", id: repoId, details: { fileHash, claimed, oid } });
    }
  });
}

async function hashOf(ctx: Ctx<"objects">, file: Parameters<typeof openXetFile>[1], signal: AbortSignal) {
  const hash = createHash("sha256");
  await pipeline(await openXetFile(ctx, file), hash, { signal });
  return hash.digest("hex");
}
