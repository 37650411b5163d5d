import { diffCommits } from "@/server/git";
import type { FileDiff } from "@/server/git/contract";
import { type Ctx, DomainError } from "@/server/kernel";
import { followLine } from "../pulls/follow-line";
import type { Range } from "../pulls/pull-range";
import { showEvents } from "../show";
import { type EventRow, listThreadStarts } from "../store/events";

const MAX_THREADS = 300;
const MAX_COMPARED = 50;

interface Written {
  readonly row: EventRow;
  readonly path: string;
  readonly side: "old" | "new";
  readonly line: number;
  readonly commit: string;
}

/** Line comments that start a thread, with the line they are about now: they follow the file as it changes. */
export async function threadsOf(
  ctx: Ctx<"repositories">,
  place: { repoId: string; discussionId: string },
  range: Range,
) {
  const rows = await listThreadStarts(ctx.db, place.discussionId, MAX_THREADS);
  const written = rows.flatMap((row) => writtenIn(row) ?? []);
  const shown = await showEvents(
    ctx,
    written.map(({ row }) => row),
  );
  const changes = await changesSince(ctx, place.repoId, { written, range });
  return written.flatMap((thread, index) => {
    const comment = shown[index];
    const { path, side } = thread;
    return comment ? [{ comment, path, side, line: lineNow(thread, changes.get(keyOf(thread))) }] : [];
  });
}

function writtenIn(row: EventRow): Written | null {
  const { path, side, line, commit } = row.data;
  if (path === undefined || side === undefined || line === undefined || commit === undefined) return null;
  return { row, path, side, line, commit };
}

const keyOf = ({ commit, path, side }: Written) => `${commit} ${side} ${path}`;

/** `undefined`: nothing changed since; `null`: too much to say, or the commit is gone. */
type Changes = ReadonlyMap<string, FileDiff | null | undefined>;

async function changesSince(
  ctx: Ctx<"repositories">,
  repoId: string,
  { written, range }: { readonly written: readonly Written[]; readonly range: Range },
): Promise<Changes> {
  const distinct = [...new Map(written.map((thread) => [keyOf(thread), thread]))];
  const compared = distinct.map(async ([key, thread], index) => {
    const to = thread.side === "new" ? range.to : range.from;
    if (thread.commit === to) return [key, undefined] as const;
    const diff = index < MAX_COMPARED ? await diffOf(ctx, repoId, { ...thread, to }) : null;
    return [key, diff] as const;
  });
  return new Map(await Promise.all(compared));
}

async function diffOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, path, to }: Written & { readonly to: string },
) {
  try {
    const { files } = await diffCommits(ctx, repoId, { from: commit, to, paths: [path] });
    return files.find((file) => file.path === path);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function lineNow({ line }: Written, change: FileDiff | null | undefined): number | null {
  if (change === undefined) return line;
  if (change === null || change.isTruncated || change.isBinary || change.change === "deleted") return null;
  return followLine(change.hunks, line);
}
