import { atomically, type Ctx } from "@/server/kernel";
import { dropLinks, findLinkMoments } from "./store/objects";
import { dropFileLinks, findLinks } from "./store/xet-files";

interface Files {
  readonly repoId: string;
  /** sha-256 of each. */
  readonly oids: readonly string[];
}

/** When the repository got each of these files, whole or as a Xet file; what it does not have is absent. */
export async function momentsOfObjects({ db }: Ctx, { repoId, oids }: Files): Promise<ReadonlyMap<string, Date>> {
  const [moments, files] = await Promise.all([findLinkMoments(db, repoId, oids), findLinks(db, { repoId, oids })]);
  for (const { oid, createdAt } of files) if (oid !== null && !moments.has(oid)) moments.set(oid, createdAt);
  return moments;
}

/** The repository may read these no more; what nobody else reads is removed by the collector, a day later. */
export const dropObjects = (ctx: Ctx, files: Files): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await dropLinks(ctx, files);
    await dropFileLinks(ctx, files);
  });
