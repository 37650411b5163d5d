import type { Ctx } from "@/server/kernel";
import { type Commit, Oid } from "./contract";
import { walkOrNull } from "./in-turn";
import { readCommitsById } from "./list-commits";
import { isReadablePath } from "./path-name";
import { splitRecords } from "./records";

/** How far back the walk goes; what is older has no answer. */
const MAX_COMMITS = 20_000;
const WALK_MS = 5_000;

/**
 * The commit that last touched each path (a folder: anything in it), in one walk through the history that stops when
 * every path is answered. Paths that were last touched very long ago are left out, and so is all that is not known yet
 * where the walk finds no turn.
 */
export async function lastCommits(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
): Promise<ReadonlyMap<string, Commit>> {
  const { lastCommits: kept } = ctx.live.repositories;
  const keyOf = (path: string) => `${repoId} ${commit} ${path}`;
  const wanted = paths.filter((path) => path !== "" && isReadablePath(path));
  const unknown = new Set(wanted.filter((path) => kept.get(keyOf(path)) === undefined));
  const found = (path: string, id: string) => kept.set(keyOf(path), id);
  if (unknown.size > 0) await walkOrNull(ctx, () => walk(ctx, repoId, { commit, unknown, found }));

  const ids = wanted.flatMap((path) => {
    const id = kept.get(keyOf(path));
    return id === undefined ? [] : [[path, id] as const];
  });
  const commits = await readCommitsById(ctx, repoId, [...new Set(ids.map(([, id]) => id))]);
  return new Map(
    ids.flatMap(([path, id]) => {
      const last = commits.get(id);
      return last ? [[path, last] as const] : [];
    }),
  );
}

interface Walk {
  readonly commit: string;
  readonly unknown: Set<string>;
  readonly found: (path: string, id: string) => void;
}

async function walk(ctx: Ctx<"repositories">, repoId: string, { commit, unknown, found }: Walk): Promise<void> {
  const folder = commonFolder([...unknown]);
  const args = [
    ...["log", "-z", "--format=%x00%H", "--name-only", "--no-renames", "-c", "-r", `--max-count=${MAX_COMMITS}`],
    ...["--end-of-options", Oid.parse(commit), "--", ...(folder === "" ? [] : [folder])],
  ];
  const log = splitRecords(ctx.live.repositories.stream(repoId, { args, timeoutMs: WALK_MS }));
  for await (const { path, id } of touchedPaths(log)) {
    for (const name of withFolders(path)) if (unknown.delete(name)) found(name, id);
    if (unknown.size === 0) return;
  }
}

/** An empty record stands before every commit id; the other records are paths, the first after a line break. */
async function* touchedPaths(log: AsyncIterable<string>) {
  let id = "";
  let isIdNext = false;
  for await (const record of log) {
    if (isIdNext) id = record;
    else if (record !== "") yield { path: record.replace(/^\n/, ""), id };
    isIdNext = record === "";
  }
}

/** `a/b/c` stands for `a/b/c`, `a/b` and `a`. */
function* withFolders(path: string): Generator<string> {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) yield path.slice(0, end);
}

/** The deepest folder that holds all paths; empty for the root. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split("/").slice(0, -1));
  const [first = [], ...others] = folders;
  const depth = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return (depth < 0 ? first : first.slice(0, depth)).join("/");
}
