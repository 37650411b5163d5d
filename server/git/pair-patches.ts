import type { FilePatch } from "./parse-patches";

/** A file that differs, as `--raw` names it. */
export interface RawChange {
  readonly status: string;
  readonly oldOid: string | null;
  readonly newOid: string | null;
  readonly oldPath: string | null;
  readonly path: string;
}

export interface Printed {
  readonly patches: readonly FilePatch[];
  /** The text of the patches ended before git had said everything. */
  readonly isCut: boolean;
}

export interface Paired {
  readonly change: RawChange;
  readonly parts: readonly FilePatch[];
  /** A patch of it is missing, or may be. */
  readonly isCut: boolean;
}

/**
 * Gives each change its patches. Both come in the same order, but git prints none where white space alone differs and
 * does not count: a patch belongs to the next change between the same two blobs.
 */
export function pairPatches(changes: readonly RawChange[], { patches, isCut }: Printed): Paired[] {
  let next = 0;
  return changes.map((change) => {
    const parts: FilePatch[] = [];
    for (const blobs of blobsOf(change)) {
      const patch = patches[next];
      if (patch?.blobs !== blobs) continue;
      parts.push(patch);
      next += 1;
    }
    // Of the last patch before the cut nobody knows whether it went on.
    return { change, parts, isCut: isCut && next === patches.length };
  });
}

const NO_BLOB = "0".repeat(40);

/** Which blobs the patches of a change are between; `null` for one that names none, since the content is the same. */
function blobsOf({ status, oldOid, newOid }: RawChange): readonly (string | null)[] {
  const from = oldOid ?? NO_BLOB;
  const to = newOid ?? NO_BLOB;
  // A file that became a link, or the reverse, has two patches: one that removes and one that adds.
  if (status === "T") return [`${from}..${NO_BLOB}`, `${NO_BLOB}..${to}`];
  return [from === to ? null : `${from}..${to}`];
}
