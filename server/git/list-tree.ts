import { type Ctx, DomainError } from "@/server/kernel";
import { type BlobFacts, findFactsOfBlobs } from "./blob-facts";
import { Oid, type TreeEntry } from "./contract";
import { gitError } from "./git-error";
import { isReadablePath } from "./path-name";
import { recordsAtOnce, splitRecords } from "./records";

interface ListTreeInput {
  readonly commit: string;
  /** Folder; empty for the root. */
  readonly path?: string;
  readonly recursive?: boolean;
  /** Path of the last entry of the page before. */
  readonly after?: string | undefined;
  readonly limit?: number;
}
export interface TreePage {
  readonly items: TreeEntry[];
  /** Pass as `after` for the next page; `null` on the last one. */
  readonly nextPath: string | null;
}

/** Where an entry is, before its blob was looked at. */
interface RawEntry {
  readonly mode: string;
  readonly oid: string;
  readonly path: string;
}

/**
 * Entries of a folder in git's order, at most `limit` (1,000), with sizes and LFS pointers.
 * Throws `not_found` (`entry_not_found`) when the path is missing or no folder, and `invalid` (`bad_cursor`) where `after` is not in it.
 */
export async function listTree(ctx: Ctx<"repositories">, repoId: string, input: ListTreeInput): Promise<TreePage> {
  const { path = "", limit = 1_000, recursive = false, after } = input;
  const tree = await treeOf(ctx, repoId, { commit: input.commit, path });
  const prefix = path === "" ? "" : `${path}/`;
  const found: RawEntry[] = [];
  for await (const entries of entriesAfter(readTree(ctx, repoId, { tree, prefix, recursive }), after)) {
    found.push(...entries);
    if (found.length > limit) break;
  }
  const items = await entriesOf(ctx, repoId, found.slice(0, limit));
  return { items, nextPath: found.length > limit ? (items.at(-1)?.path ?? null) : null };
}

async function* entriesAfter(all: AsyncIterable<RawEntry[]>, after: string | undefined): AsyncGenerator<RawEntry[]> {
  let skips = after !== undefined;
  for await (const entries of all) {
    const at = skips ? entries.findIndex((entry) => entry.path === after) : -1;
    if (!skips || at >= 0) yield entries.slice(at + 1);
    if (at >= 0) skips = false;
  }
  if (skips) throw new DomainError("invalid", "The cursor does not belong to this list", { reason: "bad_cursor" });
}

/** No file has a longer one (`pathProblem`), and git takes only so much in its arguments. */
const MAX_PATH_BYTES = 2_048;

/** The entries at these paths; what does not exist is left out. */
export async function statPaths(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
): Promise<TreeEntry[]> {
  const isAskable = (path: string) => path !== "" && Buffer.byteLength(path) <= MAX_PATH_BYTES && isReadablePath(path);
  const wanted = new Set(paths.filter(isAskable));
  if (wanted.size === 0) return [];
  const found: RawEntry[] = [];
  for (const args of inBatches([...wanted])) {
    const call = { args: ["ls-tree", "-z", "-t", "--full-tree", Oid.parse(commit), "--", ...args] };
    for await (const record of splitRecords(ctx.live.repositories.stream(repoId, call))) {
      const entry = parseEntry(record, "");
      if (wanted.has(entry.path)) found.push(entry);
    }
  }
  return entriesOf(ctx, repoId, found);
}

async function treeOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, path }: { readonly commit: string; readonly path: string },
): Promise<string> {
  const name = path === "" ? `${Oid.parse(commit)}^{tree}` : `${Oid.parse(commit)}:${path}`;
  const found = isReadablePath(path) ? await ctx.live.repositories.objects(repoId).info(name) : null;
  if (found?.type === "tree") return found.oid;
  throw gitError("not_found", `There is no folder ${path.slice(0, 200)}`, { reason: "entry_not_found" });
}

async function* readTree(
  ctx: Ctx<"repositories">,
  repoId: string,
  { tree, prefix, recursive }: { readonly tree: string; readonly prefix: string; readonly recursive: boolean },
): AsyncGenerator<RawEntry[]> {
  const args = ["ls-tree", "-z", ...(recursive ? ["-r", "-t"] : []), tree];
  for await (const records of recordsAtOnce(ctx.live.repositories.stream(repoId, { args }))) {
    yield records.map((record) => parseEntry(record, prefix));
  }
}

/** `<mode> SP <type> SP <oid> TAB <path>` */
function parseEntry(record: string, prefix: string): RawEntry {
  const tab = record.indexOf("\t");
  const [mode = "", , oid = ""] = record.slice(0, tab).split(" ");
  return { mode, oid, path: prefix + record.slice(tab + 1) };
}

async function entriesOf(ctx: Ctx<"repositories">, repoId: string, found: readonly RawEntry[]): Promise<TreeEntry[]> {
  const blobs = found.filter(({ mode }) => mode !== FOLDER && mode !== SUBMODULE).map(({ oid }) => oid);
  const facts = await findFactsOfBlobs(ctx, repoId, blobs);
  return found.map((entry) => entryOf(entry, facts.get(entry.oid)));
}

const FOLDER = "040000";
const SUBMODULE = "160000";

function entryOf({ mode, oid, path }: RawEntry, facts: BlobFacts | undefined): TreeEntry {
  const plain = { path, oid, blobSize: 0, lfs: null, executable: false };
  if (mode === FOLDER) return { ...plain, kind: "directory" };
  if (mode === SUBMODULE) return { ...plain, kind: "submodule" };
  const blobSize = facts?.size ?? 0;
  if (mode === "120000") return { ...plain, kind: "symlink", blobSize };
  return { ...plain, kind: "file", blobSize, lfs: facts?.pointer ?? null, executable: mode === "100755" };
}

/** Argument lists have a limit of their own. */
function* inBatches(paths: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < paths.length; start += 200) yield paths.slice(start, start + 200);
}
