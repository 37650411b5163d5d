import type { Ctx } from "@/server/kernel";
import type { AttachedAs } from "../contract/large-files";
import { listUsesOfObjects } from "../releases/store/attachments";

/** At most so many are told of one file. */
const MAX_USES = 20;

/** As what these files are attached to releases, drafts too, by their SHA-256; absent: to none. */
export async function attachedFiles(
  { db }: Ctx,
  { repoId, oids }: { readonly repoId: string; readonly oids: readonly string[] },
): Promise<ReadonlyMap<string, readonly AttachedAs[]>> {
  const found = new Map<string, AttachedAs[]>();
  for (const { oid, tag, name } of await listUsesOfObjects(db, repoId, oids)) {
    const known = found.get(oid) ?? [];
    if (known.length < MAX_USES) known.push({ tag, name });
    found.set(oid, known);
  }
  return found;
}
