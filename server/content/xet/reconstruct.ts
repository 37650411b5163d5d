import { type Ctx, DomainError, notFound } from "@/server/kernel";
import type { ContentReason } from "../contract";
import { findLinkedSizes } from "../store/objects";
import { findLinkedFile, findLinkOid, findLinks } from "../store/xet-files";
import { planRead, type ReadPlan } from "./open-file";

interface Wanted {
  readonly repoId: string;
  readonly hash: string;
  /** Inclusive, 0-based; an `end` beyond the last byte means the last byte. */
  readonly range?: { readonly start: number; readonly end: number } | undefined;
}

/**
 * Which chunks give a file of the repository, or a part of it. Throws `not_found` for a file of somebody else,
 * `invalid` (`range_not_satisfiable`, the size in the details) for a range behind the end.
 */
export async function reconstruct(ctx: Ctx<"objects">, { repoId, hash, range }: Wanted): Promise<ReadPlan> {
  const file = await findLinkedFile(ctx.db, { repoId, hash });
  if (!file) throw notFound("File", hash);
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  if (start >= file.size || end < start) {
    const reason: ContentReason = "range_not_satisfiable";
    throw new DomainError("invalid", `The file has ${file.size} bytes`, { reason, details: { size: file.size } });
  }
  return planRead(ctx, file, { start, end: Math.min(end, file.size - 1) });
}

/** Bytes of a file of the repository; `null` when it does not have it. */
export async function findXetSize(ctx: Ctx, wanted: { readonly repoId: string; readonly hash: string }) {
  return (await findLinkedFile(ctx.db, wanted))?.size ?? null;
}

/**
 * Xet hashes of those of the repository's objects that clients may read as Xet files. A claim that nobody has verified
 * yet does not stand in for an object that the repository has whole.
 */
export async function findXetHashes(
  ctx: Ctx,
  { repoId, oids }: { readonly repoId: string; readonly oids: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const links = await findLinks(ctx.db, { repoId, oids });
  if (links.length === 0) return new Map();
  const whole = await findLinkedSizes(ctx.db, repoId, oids);
  return new Map(
    links.flatMap(({ oid, fileHash, isVerified }) =>
      oid !== null && (isVerified || !whole.has(oid)) ? [[oid, fileHash]] : [],
    ),
  );
}

/** What was sent for those of the repository's objects that came as Xet files, and what they have, in bytes. */
export async function sumReceived(
  ctx: Ctx,
  wanted: { readonly repoId: string; readonly oids: readonly string[] },
): Promise<{ readonly received: number; readonly size: number }> {
  const links = await findLinks(ctx.db, wanted);
  const sum = (numbers: number[]) => numbers.reduce((all, number) => all + number, 0);
  return { received: sum(links.map((link) => link.receivedBytes)), size: sum(links.map((link) => link.size)) };
}

/** What the repository calls a file, by its SHA-256, verified or not; `null` for a file that it does not have. */
export const findXetOid = (ctx: Ctx, wanted: { readonly repoId: string; readonly hash: string }) =>
  findLinkOid(ctx.db, wanted);
