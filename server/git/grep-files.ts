import { type Ctx, DomainError } from "@/server/kernel";
import { Oid } from "./contract";
import { GitFailure } from "./git-process";
import { inWalkTurn } from "./in-turn";
import { isReadablePath, notAPath } from "./path-name";

interface GrepInput {
  readonly commit: string;
  /** Text on one line, taken literally; case does not matter. */
  readonly query: string;
  /** Only this file or folder. */
  readonly path?: string | undefined;
}
interface Match {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** The line, cut around the match when it is long. */
  readonly text: string;
}
interface Matches {
  readonly items: readonly Match[];
  /** There may be more: too many matches, or the search took too long. */
  readonly isTruncated: boolean;
}

const MAX_MATCHES = 300;
const MAX_MATCHES_OF_FILE = 20;
const MAX_BYTES = 8 * 1_024 * 1_024;
const MAX_TEXT = 300;
const SEARCH_MS = 8_000;

/**
 * Lines of the text files of a commit that hold a text. Never more than 300, 20 of one file, 8 MiB and 8 seconds; what
 * was found until then is answered. Throws `invalid` (`bad_path`), or as `inWalkTurn` does.
 */
export const grepFiles = (ctx: Ctx<"repositories">, repoId: string, input: GrepInput): Promise<Matches> =>
  inWalkTurn(ctx, () => grep(ctx, repoId, input));

async function grep(ctx: Ctx<"repositories">, repoId: string, input: GrepInput): Promise<Matches> {
  const { commit, query, path = "" } = input;
  if (!isReadablePath(path)) throw notAPath();
  const options = ["-I", "-z", "-n", "-i", "-F", "--full-name", "--no-color", "--threads=1"];
  const args = [
    ...["grep", ...options, `--max-count=${MAX_MATCHES_OF_FILE}`, "-e", query, Oid.parse(commit), "--"],
    ...(path === "" ? [] : [path]),
  ];
  const items: Match[] = [];
  try {
    const lines = linesOf(ctx.live.repositories.stream(repoId, { args, timeoutMs: SEARCH_MS }));
    for await (const line of lines) {
      const match = matchOf(line, query);
      if (match) items.push(match);
      if (items.length >= MAX_MATCHES) return { items, isTruncated: true };
    }
    return { items, isTruncated: false };
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return { items, isTruncated: false };
    if (error instanceof DomainError && error.reason === "git_timeout") return { items, isTruncated: true };
    throw error;
  }
}

/** A line longer than what is kept of an answer ends it. */
export async function* linesOf(output: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let open: Buffer[] = [];
  let size = 0;
  for await (const chunk of output) {
    size += chunk.byteLength;
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...open, chunk.subarray(start, end)]).toString("utf8");
      open = [];
      start = end + 1;
    }
    open.push(chunk.subarray(start));
    if (size > MAX_BYTES) return;
  }
}

/** `<commit>:<path> NUL <line> NUL <text>` */
function matchOf(line: string, query: string): Match | null {
  const [, path, number, text] = /^[0-9a-f]{40}:([^\0]+)\0(\d+)\0(.*)$/s.exec(line) ?? [];
  if (path === undefined || text === undefined) return null;
  const at = Math.max(0, text.toLowerCase().indexOf(query.toLowerCase()));
  const from = text.length > MAX_TEXT ? Math.max(0, at - MAX_TEXT / 3) : 0;
  return { path, line: Number(number), text: text.slice(from, from + MAX_TEXT) };
}
