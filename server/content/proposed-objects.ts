import { atomically, type Ctx } from "@/server/kernel";
import { dropLinks, findLinkedSizes, putLink, touchObject } from "./store/objects";
import * as store from "./store/proposed-objects";
import { findFile, insertLink } from "./store/xet-files";

/** A large file from somebody who may only propose. `oid`: its SHA-256, `null` where nobody has claimed one. */
export type ProposedObject = store.ProposedRow;

interface Due {
  readonly before: Date;
  /** Of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** Repositories with files that were proposed before then, by id. */
export const listPlacesOfProposed = ({ db }: Ctx, due: Due): Promise<readonly string[]> =>
  store.listPlacesOfProposed(db, due);

/** Files of a repository that were proposed before then, also those that it has let go. */
export const listProposedObjects = (
  { db }: Ctx,
  due: { readonly repoId: string; readonly before: Date; readonly limit: number },
): Promise<readonly ProposedObject[]> => store.listProposedRows(db, due);

/** They became a part of the repository, or are gone for good: they are like any other file from now on. */
export const forgetProposed = async ({ db }: Ctx, files: readonly ProposedObject[]): Promise<void> => {
  if (files.length > 0)
    await store.deleteProposed(
      db,
      files.map(({ id }) => id),
    );
};

/**
 * The repository may read these no more. Their bytes stay until `forgetProposed`, and a day longer, so that
 * `takeBackProposed` can undo it. Doing it twice changes nothing.
 */
export const letGoProposed = (ctx: Ctx, repoId: string, files: readonly ProposedObject[]): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const oids = files.flatMap(({ oid }) => oid ?? []);
    const hashes = files.flatMap(({ fileHash }) => fileHash ?? []);
    const whole = await findLinkedSizes(ctx.db, repoId, oids);
    await dropLinks(ctx, { repoId, oids });
    const chunked = files.length === 0 ? [] : await store.takeFileLinks(ctx, { repoId, oids, hashes });
    const found = files.map((file) => {
      const link = chunked.find(
        ({ fileHash, oid }) => fileHash === file.fileHash || (oid !== null && oid === file.oid),
      );
      return { ...file, fileHash: link?.fileHash ?? null, wasWhole: file.oid !== null && whole.has(file.oid) };
    });
    const isGone = (file: (typeof found)[number]) => !file.wasWhole && file.fileHash === null;
    await forgetProposed(ctx, found.filter(isGone));
    await store.setUnlinked(
      ctx,
      found.filter((file) => !isGone(file)),
    );
  });

/** Files that were let go while somebody committed them: the repository may read them again, whatever its owner may keep. */
export const takeBackProposed = (ctx: Ctx, repoId: string, files: readonly ProposedObject[]): Promise<void> =>
  atomically(ctx, async (ctx) => {
    for (const { oid, fileHash, wasWhole } of files) {
      if (wasWhole && oid !== null && (await touchObject(ctx, { oid }))) await putLink(ctx, { repoId, oid });
      const file = fileHash === null ? null : await findFile(ctx.db, fileHash);
      if (file === null) continue;
      const isVerified = oid !== null && file.oid === oid;
      await insertLink(ctx, { repoId, fileHash: file.hash, oid, isVerified, receivedBytes: 0 });
    }
    await forgetProposed(ctx, files);
  });
