import { createHash } from "node:crypto";
import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { EMPTY_TREE } from "./object-name";

interface Drop {
  /** Root that they are taken out of. */
  readonly tree: string;
  /** `recursive` allows a path to be a folder. */
  readonly paths: ReadonlyMap<string, { readonly recursive: boolean }>;
}

/** Of the folders that change, together and each: some 300,000 files. */
const MAX_BYTES = 32 * 1_024 * 1_024;
const MAX_BYTES_OF_ONE = 16 * 1_024 * 1_024;

/**
 * The name of the same tree without these paths. A folder goes as the one entry it is, whatever it holds; one that
 * nothing is left in goes as well. Throws `not_found` (`entry_not_found`), `too_large`.
 */
export async function dropPaths(ctx: Ctx<"repositories">, repoId: string, { tree, paths }: Drop): Promise<string> {
  const made = new Map<string, Buffer>();
  const read = treeReader(ctx, repoId);
  const root = (await withoutDrops({ read, made }, { oid: tree, node: plan(paths) })) ?? EMPTY_TREE;
  if (made.size > 0) {
    const args = ["mktree", "-z", "--missing", "--batch"];
    await ctx.live.repositories.run(repoId, { args, input: listsOf(made.values()) });
  }
  return root;
}

/** What is to happen in one folder, by the names of its entries as bytes. */
interface Node {
  readonly drops: Map<string, { readonly path: string; readonly recursive: boolean }>;
  readonly below: Map<string, Node>;
  /** Any path that leads here. */
  readonly path: string;
}

const bytesOf = (name: string) => Buffer.from(name).toString("latin1");

function plan(paths: Drop["paths"]): Node {
  const root: Node = { drops: new Map(), below: new Map(), path: "" };
  for (const [path, { recursive }] of paths) {
    const parts = path.split("/").map(bytesOf);
    let node = root;
    for (const part of parts.slice(0, -1)) {
      const next = node.below.get(part) ?? { drops: new Map(), below: new Map(), path };
      node.below.set(part, next);
      node = next;
    }
    node.drops.set(parts.at(-1) ?? "", { path, recursive });
  }
  return root;
}

interface Desk {
  readonly read: (oid: string) => Promise<Buffer>;
  /** Trees by name, those below first. */
  readonly made: Map<string, Buffer>;
}

interface Folder {
  readonly oid: string;
  readonly node: Node;
}

/** The name of what is left of a folder; `null` for nothing. */
async function withoutDrops(desk: Desk, { oid, node: { drops, below } }: Folder): Promise<string | null> {
  const tree = await desk.read(oid);
  const entries = new Map<string, Entry>();
  for (const entry of entriesOf(tree)) {
    const name = entry.name();
    if (drops.has(name) || below.has(name)) entries.set(name, entry);
  }
  const left = new Map<Entry, string | null>();
  for (const [name, node] of below) {
    const entry = entries.get(name);
    if (entry?.mode() !== FOLDER) throw missing(node.path);
    left.set(entry, await withoutDrops(desk, { oid: entry.oid(), node }));
  }
  for (const [name, { path, recursive }] of drops) {
    const entry = entries.get(name);
    if (!entry || (entry.mode() === FOLDER && !recursive)) throw missing(path);
    left.set(entry, null);
  }
  const bytes = changed(tree, left);
  if (bytes.byteLength === 0) return null;
  const name = createHash("sha1").update(`tree ${bytes.byteLength}\0`).update(bytes).digest("hex");
  desk.made.set(name, bytes);
  return name;
}

/** Reads trees until they are too many. */
function treeReader(ctx: Ctx<"repositories">, repoId: string): Desk["read"] {
  const reader = ctx.live.repositories.objects(repoId);
  let size = 0;
  return async (oid) => {
    const own = (await reader.info(oid))?.size ?? 0;
    size += own;
    if (size > MAX_BYTES || own > MAX_BYTES_OF_ONE)
      throw gitError("too_large", "The folders of what is deleted hold too much for one commit");
    const found = await reader.contents(oid);
    if (found?.type !== "tree") throw new Error(`The tree ${oid} is not there`);
    return withoutPadding(found.bytes);
  };
}

interface Entry {
  /** Bytes as latin1. */
  readonly name: () => string;
  readonly mode: () => string;
  readonly oid: () => string;
  /** Where it stands in the tree. */
  readonly start: number;
  readonly end: number;
}

const FOLDER = "40000";
const ZERO = 48;

/** Entries are `<mode> SP <name> NUL <20 bytes>`. */
function* entriesOf(tree: Buffer): Generator<Entry> {
  for (let start = 0; start < tree.byteLength; ) {
    const from = start;
    const space = tree.indexOf(32, from);
    const stop = tree.indexOf(0, space);
    const end = stop + 21;
    yield {
      name: () => tree.toString("latin1", space + 1, stop),
      mode: () => tree.toString("latin1", from, space),
      oid: () => tree.toString("hex", stop + 1, end),
      ...{ start: from, end },
    };
    start = end;
  }
}

/** Old programs wrote `040000`: git still reads such trees, and writes them as they ought to be. */
function withoutPadding(tree: Buffer): Buffer {
  const starts: number[] = [];
  for (let start = 0; start < tree.byteLength; start = tree.indexOf(0, start) + 21) {
    if (tree[start] === ZERO) starts.push(start);
  }
  if (starts.length === 0) return tree;
  const pieces = starts.map((start, index) => tree.subarray(start + 1, starts[index + 1]));
  return Buffer.concat([tree.subarray(0, starts[0]), ...pieces]);
}

/** The same tree with other folders at some entries, and without those that have none. */
function changed(tree: Buffer, left: ReadonlyMap<Entry, string | null>): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const [{ start, end }, oid] of [...left].sort(([one], [other]) => one.start - other.start)) {
    if (oid === null) pieces.push(tree.subarray(at, start));
    else pieces.push(tree.subarray(at, end - 20), Buffer.from(oid, "hex"));
    at = end;
  }
  return Buffer.concat([...pieces, tree.subarray(at)]);
}

const TYPES: Readonly<Record<string, string>> = { [FOLDER]: "tree", "160000": "commit" };

/** What `git mktree` reads: entries, each list ended by an empty one. */
async function* listsOf(trees: Iterable<Buffer>): AsyncGenerator<Buffer> {
  for (const tree of trees) {
    const lines = [...entriesOf(tree)].map(({ mode, oid, name }) => {
      const type = TYPES[mode()] ?? "blob";
      return `${mode()} ${type} ${oid()}\t${name()}\0`;
    });
    yield Buffer.from(`${lines.join("")}\0`, "latin1");
  }
}

const missing = (path: string) =>
  gitError("not_found", `A file with this name doesn't exist: ${path}`, { reason: "entry_not_found" });
