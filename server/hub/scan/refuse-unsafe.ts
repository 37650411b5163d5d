import { allows } from "@/server/access";
import { type Ctx, DomainError } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import type { KeptReason } from "../contract/scan";
import { findAnyRepo } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";
import { askForScan } from "./ask-for-scan";
import { findFileScans } from "./store";
import { isGivenUp, isLookedAt, statusOf } from "./verdict";

/** A content that is about to be handed out. */
export interface Handed {
  /** SHA-256 of a large file, or the id of a git blob. */
  readonly oid: string;
  /** What it is called there; absent where nobody says so. */
  readonly path?: string;
}

/** Those of the contents that this installation keeps back, and why; none unless it wants that. */
export async function keptBack(ctx: Ctx, contents: readonly Handed[]): Promise<ReadonlyMap<string, KeptReason>> {
  const kept = new Map<string, KeptReason>();
  if ((await readSettings(ctx.db)).blockUnsafe === "off") return kept;
  const oids = [...new Set(contents.map(({ oid }) => oid))];
  const rows = await findFileScans(ctx, oids);
  for (const content of contents) {
    const row = rows.get(content.oid);
    if (row && statusOf(row) === "unsafe") kept.set(content.oid, "unsafe_file");
    else if (!isLookedAt(row, content)) kept.set(content.oid, "not_scanned_yet");
    else if (row && isGivenUp(row, content)) kept.set(content.oid, "not_scannable");
  }
  return kept;
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

/** Those of the contents that are kept back from the actor in this repository. What nobody has looked at soon is. */
export async function keptFrom(
  ctx: Ctx,
  repo: Repository,
  contents: readonly Handed[],
): Promise<ReadonlyMap<string, KeptReason>> {
  const kept = await keptBack(ctx, contents);
  if (kept.size === 0 || (await reachesUnsafe(ctx, repo))) return new Map();
  await askForScan(
    ctx,
    repo.id,
    contents.filter(({ oid }) => kept.get(oid) === "not_scanned_yet"),
  );
  return kept;
}

/** Throws `forbidden` with the `KeptReason` for a content that is kept back, unless the actor `reachesUnsafe`. */
export async function refuseUnsafe(ctx: Ctx, repo: Repository, content: Handed): Promise<void> {
  refuseKept(await keptFrom(ctx, repo, [content]));
}

/**
 * The same from everybody who does not reach it, which the caller has asked. `placeId` is where its bytes may be read: what
 * nobody has looked at soon is.
 */
export async function refuseUnsafeAt(ctx: Ctx, placeId: string, content: Handed): Promise<void> {
  const kept = await keptBack(ctx, [content]);
  if (kept.get(content.oid) === "not_scanned_yet") await askForScan(ctx, placeId, [content]);
  refuseKept(kept);
}

/** What nobody has looked at is looked at soon since somebody wanted it. */
export const LOOK_SECONDS = 60;

/** Throws for the first of what is kept back, with `retryAfterSeconds` where it may be handed out then. */
export function refuseKept(kept: ReadonlyMap<string, KeptReason>): void {
  for (const reason of kept.values()) {
    const details = reason === "not_scanned_yet" ? { retryAfterSeconds: LOOK_SECONDS } : {};
    throw new DomainError("forbidden", WORDS[reason], { reason, details });
  }
}

const WORDS: Readonly<Record<KeptReason, string>> = {
  unsafe_file: "The scanner found this file unsafe, and this installation hands out no such files",
  not_scanned_yet:
    "The scanner has not looked at this file yet, and this installation hands out no such files; try again in a minute",
  not_scannable:
    "The scanner could not look into this file, and this installation hands out no such files: ask who looks after the repository for safetensors, or for the files without an archive around them",
};
