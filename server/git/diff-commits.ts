import type { Ctx } from "@/server/kernel";
import { type FileDiff, Oid } from "./contract";
import { parsePointer } from "./lfs-pointer";
import { type Patch, parsePatches } from "./parse-patch";
import { splitRecords } from "./records";

interface Sides {
  /** `null` compares with nothing: everything is added. */
  readonly from: string | null;
  readonly to: string;
}

interface Comparison {
  readonly files: FileDiff[];
  /** More files changed than are listed. */
  readonly isTruncated: boolean;
}

const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
const MAX_FILES = 300;
const MAX_PATCH_BYTES = 2 * 1_024 * 1_024;
const SAFE = ["--no-color", "--no-ext-diff", "--no-textconv", "-M", "-l500"];
const CHANGES = { A: "added", M: "modified", D: "deleted", R: "renamed", C: "copied", T: "type_changed" } as const;

/** What changed between two commits, file by file, with the lines of text files; large ones are cut and say so. */
export async function diffCommits(ctx: Ctx<"repositories">, repoId: string, { from, to }: Sides): Promise<Comparison> {
  const range = [from === null ? EMPTY_TREE : Oid.parse(from), Oid.parse(to), "--"];
  const raw = await readRaw(ctx, repoId, range);
  const files = raw.slice(0, MAX_FILES);
  const patches = await readPatches(ctx, repoId, range);
  const shown = files.map(async (file, index) => fileDiffOf(ctx, repoId, { file, patch: patches[index] }));
  return { files: await Promise.all(shown), isTruncated: raw.length > MAX_FILES };
}

interface RawChange {
  readonly letter: keyof typeof CHANGES;
  readonly oldOid: string | null;
  readonly newOid: string | null;
  readonly oldPath: string | null;
  readonly path: string;
}

async function readRaw(ctx: Ctx<"repositories">, repoId: string, range: readonly string[]): Promise<RawChange[]> {
  const call = { args: ["diff", "--raw", "--no-abbrev", "-z", ...SAFE, ...range] };
  const changes: RawChange[] = [];
  const records = splitRecords(ctx.live.repositories.stream(repoId, call));
  for (let next = await records.next(); !next.done; next = await records.next()) {
    const [, , before = "", after = "", status = "M"] = next.value.split(" ");
    const letter = status.charAt(0) as keyof typeof CHANGES;
    const first = String((await records.next()).value);
    const isMoved = letter === "R" || letter === "C";
    const path = isMoved ? String((await records.next()).value) : first;
    changes.push({ letter, oldOid: known(before), newOid: known(after), oldPath: isMoved ? first : null, path });
    if (changes.length > MAX_FILES) break;
  }
  return changes;
}

const known = (oid: string) => (/^0+$/.test(oid) ? null : oid);

/** In the order of the raw list. Reading stops at the limit: files after it have no lines. */
async function readPatches(ctx: Ctx<"repositories">, repoId: string, range: readonly string[]): Promise<Patch[]> {
  const call = { args: ["diff", "--patch", "--unified=3", ...SAFE, ...range] };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.live.repositories.stream(repoId, call)) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_PATCH_BYTES) break;
  }
  return parsePatches(Buffer.concat(chunks).toString("utf8"), { isCut: size > MAX_PATCH_BYTES });
}

async function fileDiffOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  { file, patch }: { readonly file: RawChange; readonly patch: Patch | undefined },
): Promise<FileDiff> {
  const { letter, oldPath, path, oldOid, newOid } = file;
  const [oldLfs, newLfs] = await Promise.all([oldOid, newOid].map((oid) => pointerOf(ctx, repoId, oid)));
  return {
    change: CHANGES[letter],
    path,
    oldPath,
    oldOid,
    newOid,
    oldLfs: oldLfs ?? null,
    newLfs: newLfs ?? null,
    isBinary: patch?.isBinary ?? false,
    isTruncated: patch?.isTruncated ?? true,
    additions: patch?.additions ?? 0,
    deletions: patch?.deletions ?? 0,
    hunks: patch?.hunks ?? [],
  };
}

async function pointerOf(ctx: Ctx<"repositories">, repoId: string, oid: string | null) {
  if (oid === null) return null;
  const { repositories } = ctx.live;
  const found = await repositories.objects(repoId).info(oid);
  if (found?.type !== "blob" || found.size > 1_024) return null;
  return parsePointer(await repositories.run(repoId, { args: ["cat-file", "blob", Oid.parse(oid)] }));
}
