import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { chmod, link, mkdir, open, opendir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import { tellDiskFull } from "@/server/ports/disk-full";
import type { ContentReason } from "./contract";
import { linkedSizes } from "./linked-sizes";
import { keyOf } from "./object-key";
import { openObject } from "./open-object";
import { checked } from "./read-back";
import { safePath } from "./safe-path";

/** A file of the folder: an object of the repository, or bytes that lie elsewhere (a git blob). */
export type MaterializedFile =
  | { readonly path: string; readonly oid: string }
  | { readonly path: string; readonly bytes: Uint8Array | (() => Promise<AsyncIterable<Uint8Array>>) };

interface Plan {
  readonly repoId: string;
  readonly files: readonly MaterializedFile[];
  /** Absolute path of the folder to make; it is made whole or not at all. */
  readonly into: string;
}

const ABANDONED_MS = 24 * 3_600_000;

/**
 * Makes a read-only folder of files for a run, objects as hard links where the store has files (no second copy of
 * 40 GB), copies elsewhere. A folder that is complete already is left as it is. Throws `invalid` (`bad_path`) for a name
 * that is unsafe or used twice, `not_found` for an object of another repository, `unavailable` (`disk_full`).
 */
export async function materialize(ctx: Ctx<"objects">, { repoId, files, into }: Plan): Promise<void> {
  refuseUnsafe(files);
  const oids = files.flatMap((file) => ("oid" in file ? [file.oid] : []));
  const sizes = await linkedSizes(ctx.db, repoId, oids);
  const missing = oids.find((oid) => !sizes.has(oid));
  if (missing) throw notFound("Object", missing);
  if (await isComplete(ctx, { files, sizes, into })) return;

  await sweepAbandoned(into, ctx.now().getTime() - ABANDONED_MS);
  const partial = `${into}.${randomUUID()}.partial`;
  try {
    await mkdir(partial, { recursive: true });
    for (const file of files) await placeFile(ctx, { folder: partial, repoId, file });
    await protect(partial);
    await dropMaterialized(into);
    await rename(partial, into);
  } catch (error) {
    await dropMaterialized(partial);
    throw tellDiskFull(error);
  }
}

/** Removes a folder that `materialize` made; one that is not there is no error. */
export async function dropMaterialized(path: string): Promise<void> {
  await eachFolder(path, (folder) => chmod(folder, 0o755));
  await rm(path, { recursive: true, force: true });
}

function refuseUnsafe(files: readonly MaterializedFile[]) {
  const seen = new Set<string>();
  for (const { path } of files) {
    if (seen.has(safePath(path))) throw badPath(path);
    seen.add(path);
  }
  for (const path of seen) {
    for (let above = dirname(path); above !== "."; above = dirname(above)) {
      if (seen.has(above)) throw badPath(above);
    }
  }
}

function badPath(path: string) {
  const reason: ContentReason = "bad_path";
  return new DomainError("invalid", "Two files have the same name", { reason, details: { path } });
}

interface Wanted extends Pick<Plan, "files" | "into"> {
  readonly sizes: ReadonlyMap<string, number>;
}

async function isComplete(ctx: Ctx<"objects">, { files, sizes, into }: Wanted): Promise<boolean> {
  for (const file of files) {
    const made = await stat(join(into, file.path)).catch(absent);
    if (made === null || ("oid" in file && !(await isCopyOf(ctx, made, { oid: file.oid, size: sizes.get(file.oid) }))))
      return false;
  }
  return (await stat(into).catch(absent)) !== null;
}

/** A link is the object itself; of a copy, the size must do. */
async function isCopyOf(
  ctx: Ctx<"objects">,
  made: Stats,
  { oid, size }: { readonly oid: string; readonly size: number | undefined },
): Promise<boolean> {
  const source = await localCopy(ctx, oid);
  const stored = source === null ? null : await stat(source).catch(absent);
  if (stored !== null && stored.dev === made.dev) return stored.ino === made.ino;
  return size === made.size;
}

interface Placed extends Pick<Plan, "repoId"> {
  readonly folder: string;
  readonly file: MaterializedFile;
}

async function placeFile(ctx: Ctx<"objects">, { folder, repoId, file }: Placed) {
  const path = join(folder, file.path);
  await mkdir(dirname(path), { recursive: true });
  if ("bytes" in file) {
    await writeFile(path, file.bytes instanceof Uint8Array ? [file.bytes] : await file.bytes());
    return;
  }
  const source = await localCopy(ctx, file.oid);
  const isLinked = source !== null && (await link(source, path).then(() => true, notLinked));
  if (!isLinked) await writeFile(path, (await openObject(ctx, { repoId, oid: file.oid })).body);
}

/** A file to link to; `null` for a Xet file, and where the store keeps no files here. */
async function localCopy(ctx: Ctx<"objects">, oid: string): Promise<string | null> {
  const size = (await ctx.ports.objects.stat(keyOf(oid)))?.size;
  if (size === undefined) return null;
  return ctx.ports.objects.localCopy(keyOf(oid), (body) => checked(ctx, body, { oid, size }));
}

async function writeFile(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  await using file = await open(path, "wx", 0o444);
  for await (const chunk of chunks) await file.writeFile(chunk);
  await file.sync();
}

const protect = (root: string) => eachFolder(root, (folder) => chmod(folder, 0o555));

/** Before its content for `visit`, so that a folder can be opened up before it is read. */
async function eachFolder(root: string, visit: (folder: string) => Promise<void>): Promise<void> {
  if (!(await stat(root).catch(absent))?.isDirectory()) return;
  await visit(root);
  for await (const entry of await opendir(root)) {
    if (entry.isDirectory()) await eachFolder(join(root, entry.name), visit);
  }
}

/** A killed process leaves its unfinished folder beside the one it was making. */
async function sweepAbandoned(into: string, before: number) {
  const parent = dirname(into);
  for await (const { name } of (await opendir(parent).catch(absent)) ?? []) {
    if (!name.startsWith(`${basename(into)}.`) || !name.endsWith(".partial")) continue;
    const found = await stat(join(parent, name)).catch(absent);
    if (found && found.mtimeMs < before) await dropMaterialized(join(parent, name));
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : null;
}

/** Another device, a file system without links, an object with too many, a Xet file: these files are copied. */
function notLinked(error: unknown): false {
  if (["ENOENT", "EXDEV", "EPERM", "EMLINK", "ENOTSUP", "EOPNOTSUPP"].includes(String(codeOf(error)))) return false;
  throw error;
}

function absent(error: unknown): null {
  if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
  throw error;
}
