import { diffCommits } from "@/server/git";
import type { FileDiff } from "@/server/git/contract";
import { type Ctx, DomainError } from "@/server/kernel";
import type { LineData } from "../contract/discussion";
import { followLine } from "../pulls/follow-line";
import type { Range } from "../pulls/pull-range";

const MAX_COMPARED = 50;

/** Where the lines of a comment are in the newest version of the file. */
export interface LinesNow {
  readonly path: string;
  readonly side: LineData["side"];
  /** `null` when one of the lines is gone. */
  readonly line: number | null;
  /** `null` when it is about one line. */
  readonly startLine: number | null;
}

/** Line comments follow the file as it changes: the same number of answers, in the same order. */
export async function linesNow(
  ctx: Ctx<"repositories">,
  repoId: string,
  { written, range }: { readonly written: readonly LineData[]; readonly range: Range },
): Promise<LinesNow[]> {
  const distinct = [...new Map(written.map((data) => [keyOf(data), data]))];
  const compared = distinct.map(async ([key, data], index) => {
    const to = data.side === "new" ? range.to : range.from;
    if (data.commit === to) return [key, undefined] as const;
    return [key, index < MAX_COMPARED ? await diffOf(ctx, repoId, { ...data, to }) : null] as const;
  });
  const changes = new Map(await Promise.all(compared));
  return written.map((data) => placeOf(data, changes.get(keyOf(data))));
}

const keyOf = ({ commit, path, side }: LineData) => `${commit} ${side} ${path}`;

/** `undefined`: nothing changed since; `null`: too much to say, or the commit is gone. */
type Change = FileDiff | null | undefined;

async function diffOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, path, to }: LineData & { readonly to: string },
): Promise<Change> {
  try {
    const { files } = await diffCommits(ctx, repoId, { from: commit, to, paths: [path] });
    return files.find((file) => file.path === path);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function placeOf({ path, side, line, startLine = line }: LineData, change: Change): LinesNow {
  const last = lineNow(line, change);
  const first = startLine === line ? last : lineNow(startLine, change);
  const isThere = last !== null && first !== null;
  return { path, side, line: isThere ? last : null, startLine: isThere && first < last ? first : null };
}

function lineNow(line: number, change: Change): number | null {
  if (change === undefined) return line;
  if (change === null || change.isTruncated || change.isBinary || change.change === "deleted") return null;
  return followLine(change.hunks, line);
}
