import { type Ctx, DomainError } from "@/server/kernel";
import { findBlobFacts } from "./blob-facts";
import { type DiffHunk, type FileDiff, Oid } from "./contract";
import { TOO_MUCH } from "./in-turn";
import { EMPTY_TREE, nameOrNull } from "./object-name";
import { type Paired, type Printed, pairPatches, type RawChange } from "./pair-patches";
import { parsePatches } from "./parse-patches";
import { PATCH_SHAPE } from "./patch-shape";
import { isReadablePath, notAPath } from "./path-name";
import { splitRecords } from "./records";

export interface DiffOptions {
  /** Only these files or folders; for a renamed file both of its paths. */
  readonly paths?: readonly string[];
  /** Lines that differ in nothing but white space are the same. */
  readonly ignoresSpace?: boolean;
}
interface DiffInput extends DiffOptions {
  /** `null`: everything is new. */
  readonly from: string | null;
  readonly to: string;
}
export interface Diff {
  readonly files: FileDiff[];
  /** There are more files than are listed. */
  readonly isTruncated: boolean;
  /** Of the whole change; `null` when it is too large to be counted. */
  readonly totals: { readonly files: number; readonly additions: number; readonly deletions: number } | null;
}
const MAX_FILES = 300;
const MAX_PATCH_BYTES = 2 * 1_024 * 1_024;
const MAX_LINES_PER_FILE = 5_000;

/** What changed between two commits, file by file, with renames; large texts are cut and say so. */
export async function diffCommits(ctx: Ctx<"repositories">, repoId: string, input: DiffInput): Promise<Diff> {
  const range = [input.from === null ? EMPTY_TREE : Oid.parse(input.from), Oid.parse(input.to)];
  const common = ["diff-tree", ...PATCH_SHAPE];
  const where = ["--end-of-options", ...range, "--", ...(input.paths ?? []).map(readable)];
  const space = input.ignoresSpace ? ["-w"] : [];
  const [changes, patches, totals] = await Promise.all([
    readChanges(ctx, repoId, [...common, "--raw", "--no-abbrev", "-z", ...where]),
    readPatches(ctx, repoId, [...common, ...space, "-p", "-U3", ...where]),
    countChanges(ctx, repoId, [...common, ...space, "--shortstat", ...where]),
  ]);

  const shown = pairPatches(changes.slice(0, MAX_FILES), patches);
  const files = await Promise.all(shown.map((file) => fileDiffOf(ctx, repoId, file)));
  return { files, isTruncated: changes.length > MAX_FILES, totals };
}

function readable(path: string): string {
  if (path !== "" && isReadablePath(path)) return path;
  throw notAPath();
}

/** ` 3 files changed, 10 insertions(+), 2 deletions(-)` */
async function countChanges(
  ctx: Ctx<"repositories">,
  repoId: string,
  args: readonly string[],
): Promise<Diff["totals"]> {
  try {
    const text = (await ctx.live.repositories.run(repoId, { args, timeoutMs: 10_000 })).toString("latin1");
    const count = (word: RegExp) => Number(word.exec(text)?.[1] ?? 0);
    return { files: count(/(\d+) file/), additions: count(/(\d+) insertion/), deletions: count(/(\d+) deletion/) };
  } catch (error) {
    if (!(error instanceof DomainError) || !TOO_MUCH.has(error.reason ?? "")) throw error;
    return null;
  }
}

/** Records `:<mode> <mode> <oid> <oid> <status>`, each followed by one path, or two for renames and copies. */
async function readChanges(ctx: Ctx<"repositories">, repoId: string, args: readonly string[]): Promise<RawChange[]> {
  const changes: RawChange[] = [];
  let header: readonly string[] | null = null;
  let oldPath: string | null = null;
  for await (const record of splitRecords(ctx.live.repositories.stream(repoId, { args }))) {
    if (header === null) {
      header = record.slice(1).split(" ");
      continue;
    }
    const [, , oldOid = "", newOid = "", status = ""] = header;
    if (/^[RC]/.test(status) && oldPath === null) {
      oldPath = record;
      continue;
    }
    changes.push({
      status: status.charAt(0),
      oldOid: nameOrNull(oldOid),
      newOid: nameOrNull(newOid),
      oldPath,
      path: record,
    });
    if (changes.length > MAX_FILES) return changes;
    header = null;
    oldPath = null;
  }
  return changes;
}

/** Of a text that is cut, also by time, the last header may be half there: it is left out. */
async function readPatches(ctx: Ctx<"repositories">, repoId: string, args: readonly string[]): Promise<Printed> {
  const chunks: Buffer[] = [];
  let size = 0;
  let isCut = false;
  try {
    for await (const chunk of ctx.live.repositories.stream(repoId, { args, timeoutMs: 20_000 })) {
      chunks.push(chunk);
      size += chunk.byteLength;
      isCut = size > MAX_PATCH_BYTES;
      if (isCut) break;
    }
  } catch (error) {
    if (!(error instanceof DomainError) || error.reason !== "git_timeout") throw error;
    isCut = true;
  }
  const text = Buffer.concat(chunks).subarray(0, MAX_PATCH_BYTES).toString("utf8");
  const patches = parsePatches(text, MAX_LINES_PER_FILE);
  const isHalf = isCut && patches.at(-1)?.hunks.length === 0;
  return { patches: isHalf ? patches.slice(0, -1) : patches, isCut };
}

async function fileDiffOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  { change, parts, isCut }: Paired,
): Promise<FileDiff> {
  const { oldOid, newOid } = change;
  const hunks: readonly DiffHunk[] = parts.flatMap((part) => part.hunks);
  const count = (kind: "added" | "removed") =>
    hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.kind === kind).length, 0);
  return {
    change: CHANGES[change.status] ?? "modified",
    path: change.path,
    oldPath: change.oldPath,
    oldOid,
    newOid,
    oldLfs: await pointerOf(ctx, repoId, oldOid),
    newLfs: await pointerOf(ctx, repoId, newOid),
    isBinary: parts.some((part) => part.isBinary),
    isTruncated: isCut || parts.some((part) => part.isTruncated),
    additions: count("added"),
    deletions: count("removed"),
    hunks: [...hunks],
  };
}

const CHANGES: Readonly<Record<string, FileDiff["change"]>> = {
  A: "added",
  D: "deleted",
  R: "renamed",
  C: "copied",
  T: "type_changed",
};

async function pointerOf(ctx: Ctx<"repositories">, repoId: string, oid: string | null) {
  const facts = oid === null ? null : await findBlobFacts(ctx, repoId, oid);
  return facts?.pointer ?? null;
}
