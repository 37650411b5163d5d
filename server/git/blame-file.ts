import type { Ctx } from "@/server/kernel";
import { type Commit, Oid } from "./contract";
import { inWalkTurn } from "./in-turn";
import { readCommitsById } from "./list-commits";
import { isReadablePath, notAPath } from "./path-name";
import { unquotePath } from "./unquote-path";

interface BlameInput {
  readonly commit: string;
  readonly path: string;
  /** 1-based, both included; the last may lie behind the end of the file. */
  readonly first: number;
  readonly last: number;
}

/** Lines that stand together and come from one commit. */
export interface BlameRange {
  /** 1-based line in the file that was asked about. */
  readonly start: number;
  readonly count: number;
  readonly commit: string;
  /** What the file was called in that commit. */
  readonly path: string;
  /** The file before that commit changed these lines; `null` where it began. */
  readonly previous: { readonly commit: string; readonly path: string } | null;
}

interface Blame {
  readonly ranges: readonly BlameRange[];
  readonly commits: ReadonlyMap<string, Commit>;
}

const BLAME_MS = 20_000;
const MAX_BYTES = 24 * 1_024 * 1_024;
const HEADER = /^([0-9a-f]{40}) \d+ (\d+)(?: (\d+))?$/;

/**
 * Which commit last changed each line. The file must exist and hold the first line. Throws `invalid` (`bad_path`) and
 * `unavailable` (`git_timeout`) for a history that is too long to walk, or as `inWalkTurn` does.
 */
export async function blameFile(ctx: Ctx<"repositories">, repoId: string, input: BlameInput): Promise<Blame> {
  const { commit, path, first, last } = input;
  if (path === "" || !isReadablePath(path)) throw notAPath();
  const args = ["blame", "--porcelain", "-L", `${first},${last}`, Oid.parse(commit), "--", path];
  const call = { args, timeoutMs: BLAME_MS, maxBytes: MAX_BYTES };
  const output = await inWalkTurn(ctx, () => ctx.live.repositories.run(repoId, call));
  const ranges = parseBlame(output.toString("utf8"));
  return { ranges, commits: await readCommitsById(ctx, repoId, [...new Set(ranges.map((range) => range.commit))]) };
}

/** `git blame --porcelain`: a group begins with a line that counts it; facts of a commit are printed once. */
export function parseBlame(text: string): BlameRange[] {
  const paths = new Map<string, string>();
  const previous = new Map<string, BlameRange["previous"]>();
  const groups: { commit: string; start: number; count: number }[] = [];
  let commit = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("\t")) continue;
    const [, id, start, count] = HEADER.exec(line) ?? [];
    if (id !== undefined) commit = id;
    if (id !== undefined && count !== undefined) groups.push({ commit, start: Number(start), count: Number(count) });
    if (line.startsWith("filename ")) paths.set(commit, unquotePath(line.slice(9)));
    if (line.startsWith("previous ")) {
      previous.set(commit, { commit: line.slice(9, 49), path: unquotePath(line.slice(50)) });
    }
  }
  return groups.map((group) => ({
    ...group,
    path: paths.get(group.commit) ?? "",
    previous: previous.get(group.commit) ?? null,
  }));
}
