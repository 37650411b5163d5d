import type { Db } from "@/db/client";
import { findLinkedSizes } from "./store/objects";
import { findLinks } from "./store/xet-files";

/** Those of the objects that the repository may read, whole or as Xet files, with their sizes in bytes. */
export async function linkedSizes(db: Db, repoId: string, oids: readonly string[]): Promise<Map<string, number>> {
  const [sizes, links] = await Promise.all([findLinkedSizes(db, repoId, oids), findLinks(db, { repoId, oids })]);
  for (const { oid, size } of links) if (oid !== null && !sizes.has(oid)) sizes.set(oid, size);
  return sizes;
}

/** The same without what a client claims of a Xet file and nobody has looked at yet: the claim may be somebody else's. */
export async function verifiedSizes(db: Db, repoId: string, oids: readonly string[]): Promise<Map<string, number>> {
  const [sizes, links] = await Promise.all([findLinkedSizes(db, repoId, oids), findLinks(db, { repoId, oids })]);
  for (const { oid, size, isVerified } of links)
    if (oid !== null && isVerified && !sizes.has(oid)) sizes.set(oid, size);
  return sizes;
}
