import type { Ctx } from "@/server/kernel";
import type { LfsPointer } from "./contract";
import { couldBePointer, parsePointer } from "./lfs-pointer";
import type { ObjectInfo, ObjectReader } from "./object-reader";

/** What never changes about a blob. */
export interface BlobFacts {
  /** Bytes of the blob itself. */
  readonly size: number;
  /** What it points at when it is an LFS pointer. */
  readonly pointer: LfsPointer | null;
}

/** Size of a blob of this repository, and what it points at; `null` when there is no such blob. The answer is kept. */
export async function findBlobFacts(ctx: Ctx<"repositories">, repoId: string, oid: string): Promise<BlobFacts | null> {
  const { blobs, objects } = ctx.live.repositories;
  const known = blobs.get(oid);
  if (known) return known;
  const reader = objects(repoId);
  const info = await reader.info(oid);
  if (info?.type !== "blob") return null;
  const facts = await readBlobFacts(reader, info);
  blobs.set(oid, facts);
  return facts;
}

/** The same of many blobs, by name; those that do not exist are left out. */
export async function findFactsOfBlobs(
  ctx: Ctx<"repositories">,
  repoId: string,
  oids: readonly string[],
): Promise<ReadonlyMap<string, BlobFacts>> {
  const found = new Map<string, BlobFacts>();
  const find = async (oid: string) => {
    const facts = await findBlobFacts(ctx, repoId, oid);
    if (facts) found.set(oid, facts);
  };
  const unknown = oids.filter((oid) => {
    const known = ctx.live.repositories.blobs.get(oid);
    if (known) found.set(oid, known);
    return !known;
  });
  await Promise.all(unknown.map(find));
  return found;
}

/** Reads the blob when it is small enough to be a pointer. */
async function readBlobFacts(reader: Pick<ObjectReader, "contents">, { oid, size }: ObjectInfo): Promise<BlobFacts> {
  if (!couldBePointer(size)) return { size, pointer: null };
  const contents = await reader.contents(oid);
  return { size, pointer: contents && parsePointer(contents.bytes) };
}
