import type { Ctx } from "@/server/kernel";
import { type Commit, Oid } from "./contract";
import { inWalkTurn } from "./in-turn";
import { readCommitsById } from "./list-commits";
import { isReadablePath, notAPath } from "./path-name";
import { splitRecords } from "./records";

interface FileHistoryInput {
  readonly commit: string;
  /** A file; folders have no name to follow. */
  readonly path: string;
  readonly skip: number;
  readonly limit: number;
}

/** A commit that touched a file, and what the file was called in it. */
export type FileCommit = Commit & {
  readonly path: string;
  /** Its name before, when this commit renamed it. */
  readonly oldPath: string | null;
};

interface Touched {
  readonly id: string;
  readonly path: string;
  readonly oldPath: string | null;
}

const HISTORY_MS = 20_000;

/** The history of one file through its renames, newest first. Throws `unavailable` (`git_timeout`), or as `inWalkTurn` does. */
export async function listFileHistory(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, path, skip, limit }: FileHistoryInput,
): Promise<FileCommit[]> {
  if (path === "" || !isReadablePath(path)) throw notAPath();
  const args = [
    ...["log", "-z", "--follow", "--format=%x00%H", "--name-status"],
    ...["--end-of-options", Oid.parse(commit), "--", path],
  ];
  // Git counts commits for `--skip` before it knows whether they touched the file.
  const all = await inWalkTurn(ctx, () => {
    const records = splitRecords(ctx.live.repositories.stream(repoId, { args, timeoutMs: HISTORY_MS }));
    return readTouched(records, { path, count: skip + limit });
  });
  const touched = all.slice(skip);
  const commits = await readCommitsById(
    ctx,
    repoId,
    touched.map(({ id }) => id),
  );
  return touched.flatMap(({ id, ...names }) => {
    const found = commits.get(id);
    return found ? [{ ...found, ...names }] : [];
  });
}

/** Of each commit its id, a status (after a line break), and one path, or two for a rename. */
async function readTouched(
  records: AsyncIterable<string>,
  { path, count }: { readonly path: string; readonly count: number },
): Promise<Touched[]> {
  const touched: Touched[] = [];
  let current = path;
  for await (const [id = "", status = "", first, second] of byCommit(records)) {
    const isRename = /^\n?[RC]/.test(status) && second !== undefined;
    const last = { id, path: (isRename ? second : first) ?? current, oldPath: isRename ? (first ?? null) : null };
    touched.push(last);
    if (touched.length >= count) break;
    current = last.oldPath ?? last.path;
  }
  return touched;
}

/** An empty record stands before each commit. */
async function* byCommit(records: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let open: string[] = [];
  for await (const record of records) {
    if (record !== "") open.push(record);
    else if (open.length > 0) {
      yield open;
      open = [];
    }
  }
  if (open.length > 0) yield open;
}
