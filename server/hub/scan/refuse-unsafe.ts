import { allows } from "@/server/access";
import { type Ctx, DomainError } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { findAnyRepo } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";
import { findFileScans } from "./store";
import { statusOf } from "./verdict";

/** Those of the contents that this installation keeps back, since the scanner found them unsafe. */
export async function keptBack(ctx: Ctx, oids: readonly string[]): Promise<ReadonlySet<string>> {
  if ((await readSettings(ctx.db)).blockUnsafe === "off") return new Set();
  const rows = await findFileScans(ctx, oids);
  return new Set([...rows.values()].filter((row) => statusOf(row) === "unsafe").map(({ oid }) => oid));
}

/** Copies of copies that are followed back; whoever makes more reaches nothing unsafe in the last ones. */
const MOST_COPIES = 8;

/**
 * Whether the actor reaches what is kept back: whoever has to mend a file. In a copy that is who may write to what it
 * was copied from as well, or copying would be the way to any unsafe file.
 */
export async function reachesUnsafe(ctx: Ctx, repo: Repository): Promise<boolean> {
  let at: Repository | null = repo;
  for (let copies = 0; at !== null && copies <= MOST_COPIES; copies += 1) {
    if (!(await allows(ctx, "repo.write", resourceOf(at)))) return false;
    if (at.forkOfId === null) return true;
    at = await findAnyRepo(ctx, at.forkOfId);
  }
  return false;
}

/** Those of the contents that are kept back from the actor in this repository. */
export async function keptFrom(ctx: Ctx, repo: Repository, oids: readonly string[]): Promise<ReadonlySet<string>> {
  const kept = await keptBack(ctx, oids);
  return kept.size > 0 && (await reachesUnsafe(ctx, repo)) ? new Set() : kept;
}

/** Throws `forbidden` (`unsafe_file`) for a content that is kept back, unless the actor `reachesUnsafe`. */
export async function refuseUnsafe(ctx: Ctx, repo: Repository, oid: string): Promise<void> {
  if ((await keptFrom(ctx, repo, [oid])).size > 0) throw unsafeFile();
}

export const unsafeFile = (): DomainError =>
  new DomainError("forbidden", "The scanner found this file unsafe, and this installation hands out no such files", {
    reason: "unsafe_file",
  });
