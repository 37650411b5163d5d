import { rm } from "node:fs/promises";
import type { Ctx } from "@/server/kernel";
import { inAttributesTurn } from "./in-turn";
import { NO_OBJECT } from "./object-name";
import { splitRecords } from "./records";

export interface IndexEntry {
  /** Octal, as in a tree: `100644`, `100755`, `120000`. */
  readonly mode: string;
  readonly oid: string;
}

/** A tree in the making: an index file of its own, no work tree. */
export interface ScratchIndex {
  /** Starts from this tree, or the tree of this commit. */
  read(treeish: string): Promise<void>;
  /** `null` takes a path out. Removals come first, so a file may take the place of a folder. */
  put(changes: ReadonlyMap<string, IndexEntry | null>): Promise<void>;
  /**
   * Of these paths, those that `.gitattributes` in this index give to LFS. Throws `unavailable` (`git_timeout`) where its
   * patterns take git too long, or as `inAttributesTurn` does.
   */
  assignedToLfs(paths: readonly string[]): Promise<ReadonlySet<string>>;
  find(path: string): Promise<IndexEntry | null>;
  /** Writes the tree objects; the name of the root. */
  write(): Promise<string>;
}

/** For patterns that a person would write, thousands of paths take a tenth of it. */
const ATTRIBUTES_MS = 3_000;

/** Lends an index that is gone afterwards, however the work ends. */
export async function withScratchIndex<T>(
  ctx: Ctx<"repositories">,
  repoId: string,
  work: (index: ScratchIndex) => Promise<T>,
): Promise<T> {
  const { repositories } = ctx.live;
  const file = repositories.temporary();
  const env = { GIT_INDEX_FILE: file };
  const run = (args: readonly string[], input = "") => repositories.run(repoId, { args, input, env });
  try {
    return await work({
      async read(treeish) {
        await run(["read-tree", treeish]);
      },
      async put(changes) {
        await run(["update-index", "-z", "--index-info"], indexLines(changes));
      },
      async assignedToLfs(paths) {
        const args = ["check-attr", "--cached", "-z", "--stdin", "filter"];
        const call = { args, input: paths.join("\0"), env, timeoutMs: ATTRIBUTES_MS };
        const output = await inAttributesTurn(ctx, () => repositories.run(repoId, call));
        return readAttributes(output);
      },
      async find(path) {
        const [line = ""] = (await run(["ls-files", "--stage", "-z", "--", path])).toString("utf8").split("\0");
        const [, mode, oid, name] = /^(\d+) ([0-9a-f]{40}) 0\t(.*)$/s.exec(line) ?? [];
        return mode && oid && name === path ? { mode, oid } : null;
      },
      write: async () => (await run(["write-tree"])).toString("latin1").trim(),
    });
  } finally {
    await Promise.all([rm(file, { force: true }), rm(`${file}.lock`, { force: true })]);
  }
}

function indexLines(changes: ReadonlyMap<string, IndexEntry | null>): string {
  const removed = [...changes].filter(([, entry]) => entry === null).map(([path]) => `0 ${NO_OBJECT}\t${path}\0`);
  const added = [...changes].flatMap(([path, entry]) => (entry ? `${entry.mode} ${entry.oid}\t${path}\0` : []));
  return [...removed, ...added].join("");
}

/** Triples of path, attribute and value. */
async function readAttributes(output: Buffer): Promise<ReadonlySet<string>> {
  const covered = new Set<string>();
  let fields: string[] = [];
  for await (const field of splitRecords(onePiece(output))) {
    fields.push(field);
    if (fields.length < 3) continue;
    const [path = "", , value] = fields;
    if (value === "lfs") covered.add(path);
    fields = [];
  }
  return covered;
}

async function* onePiece(bytes: Buffer) {
  yield bytes;
}
