import type { Ctx } from "@/server/kernel";
import { beginningOf } from "@/server/kernel/contract/beginning-of";
import { type Commit, Oid } from "./contract";
import { gitError } from "./git-error";
import type { GitCall } from "./git-process";
import { inWalkTurn, walkOrNull } from "./in-turn";
import { isReadablePath, notAPath } from "./path-name";
import { splitRecords } from "./records";

const FORMAT = ["%H", "%P", "%an", "%ae", "%at", "%cn", "%ce", "%ct", "%B"].join("%x00");
const FIELD_COUNT = 9;

/** Of a commit in a list: whoever wants all of it asks for this commit. */
const SHOWN = { title: 1_000, body: 10_000, parents: 100 };
const MAX_SHOWN_BYTES = 4 * (SHOWN.title + SHOWN.body);
const MAX_NAME = 300;

const HISTORY_MS = 20_000;
const COUNT_MS = 10_000;
/** To pass so many commits by takes no turn of walks. */
const QUICK_SKIP = 5_000;

interface ListCommitsInput {
  /** Newest commit of the history. */
  readonly commit: string;
  /** Only commits that touched this file or folder. */
  readonly path?: string | undefined;
  readonly skip?: number;
  readonly limit?: number;
}
interface CommitPage {
  readonly items: Commit[];
  readonly hasMore: boolean;
}

/**
 * History, newest first, at most `limit` (50) commits after the first `skip`. Throws `unavailable` (`git_timeout`), and
 * for a path or a large `skip` as `inWalkTurn` does.
 */
export async function listCommits(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, path, skip = 0, limit = 50 }: ListCommitsInput,
): Promise<CommitPage> {
  const args = ["log", "-z", `--format=${FORMAT}`, `--skip=${skip}`, `--max-count=${limit + 1}`];
  const where = ["--end-of-options", Oid.parse(commit), ...pathArgs(path)];
  const read = () => readCommits(ctx, repoId, { args: [...args, ...where], timeoutMs: HISTORY_MS });
  const items = await (path || skip > QUICK_SKIP ? inWalkTurn(ctx, read) : read());
  return { items: items.slice(0, limit), hasMore: items.length > limit };
}

/** Commits of a range of revisions, such as `^<commit> <commit>`, newest first. */
export const readLog = (
  ctx: Ctx<"repositories">,
  repoId: string,
  { range, limit }: { readonly range: readonly string[]; readonly limit: number },
): Promise<Commit[]> =>
  readCommits(ctx, repoId, {
    args: ["log", "-z", `--format=${FORMAT}`, `--max-count=${limit}`, "--end-of-options", ...range, "--"],
    timeoutMs: HISTORY_MS,
  });

interface Range {
  /** What these histories hold is left out. */
  readonly without: readonly string[];
  readonly to: string;
  readonly limit: number;
  readonly withMerges?: boolean;
}

/** Commits of `to` that none of `without` has, newest first and parents after their children. */
export async function listCommitsBetween(
  ctx: Ctx<"repositories">,
  repoId: string,
  { without, to, limit, withMerges = true }: Range,
): Promise<CommitPage> {
  const args = ["log", "-z", `--format=${FORMAT}`, "--topo-order", `--max-count=${limit + 1}`];
  const range = [Oid.parse(to), ...without.map((oid) => `^${Oid.parse(oid)}`), "--"];
  const items = await readCommits(ctx, repoId, {
    args: [...args, ...(withMerges ? [] : ["--no-merges"]), ...range],
    timeoutMs: HISTORY_MS,
  });
  return { items: items.slice(0, limit), hasMore: items.length > limit };
}

/** How many commits `listCommits` would go through; `null` where nobody has the time to count them. */
export async function countCommits(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, path }: Pick<ListCommitsInput, "commit" | "path">,
): Promise<number | null> {
  const args = ["rev-list", "--count", "--end-of-options", Oid.parse(commit), ...pathArgs(path)];
  const output = await walkOrNull(ctx, () => ctx.live.repositories.run(repoId, { args, timeoutMs: COUNT_MS }));
  return output && Number(output.toString());
}

/** These commits, in the order asked; of long messages the beginning. */
export async function readCommitsById(
  ctx: Ctx<"repositories">,
  repoId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Commit>> {
  if (ids.length === 0) return new Map();
  const items = await readCommits(ctx, repoId, callFor(ids));
  return new Map(items.map((commit) => [commit.id, commit]));
}

const callFor = (ids: readonly string[]): GitCall => ({
  args: ["log", "-z", `--format=${FORMAT}`, "--no-walk=unsorted", "--stdin"],
  input: `${ids.map((id) => Oid.parse(id)).join("\n")}\n`,
});

/** One commit, whole. Throws `not_found` (`revision_not_found`). */
export async function getCommit(ctx: Ctx<"repositories">, repoId: string, id: string): Promise<Commit> {
  const found = await ctx.live.repositories.objects(repoId).info(Oid.parse(id));
  const missing = () => gitError("not_found", `Commit ${id} does not exist`, { reason: "revision_not_found" });
  if (found?.type !== "commit") throw missing();
  for await (const fields of fieldsIn(splitRecords(ctx.live.repositories.stream(repoId, callFor([id]))))) {
    return commitOf(fields);
  }
  throw missing();
}

async function readCommits(ctx: Ctx<"repositories">, repoId: string, call: GitCall): Promise<Commit[]> {
  const records = splitRecords(ctx.live.repositories.stream(repoId, call), { maxBytes: MAX_SHOWN_BYTES });
  const commits: Commit[] = [];
  for await (const fields of fieldsIn(records)) commits.push(shownOf(commitOf(fields)));
  return commits;
}

async function* fieldsIn(records: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let fields: string[] = [];
  for await (const field of records) {
    fields.push(field);
    if (fields.length < FIELD_COUNT) continue;
    yield fields;
    fields = [];
  }
}

function commitOf(fields: readonly string[]): Commit {
  const [id = "", parents = "", name = "", email = "", date = "", ...rest] = fields;
  const [committerName = "", committerEmail = "", committerDate = "", message = ""] = rest;
  const end = message.indexOf("\n");
  return {
    id,
    parents: parents.split(" ").filter(Boolean),
    author: signatureOf(name, email, date),
    committer: signatureOf(committerName, committerEmail, committerDate),
    title: end < 0 ? message : message.slice(0, end),
    body: end < 0 ? "" : message.slice(end + 1).trim(),
  };
}

const signatureOf = (name: string, email: string, date: string): Commit["author"] => ({
  name: beginningOf(name, MAX_NAME),
  email: beginningOf(email, MAX_NAME),
  date: new Date(Number(date) * 1_000),
});

const shownOf = (commit: Commit): Commit => ({
  ...commit,
  parents: commit.parents.slice(0, SHOWN.parents),
  title: beginningOf(commit.title, SHOWN.title),
  body: beginningOf(commit.body, SHOWN.body),
});

function pathArgs(path: string | undefined): string[] {
  if (path === undefined || path === "") return ["--"];
  if (!isReadablePath(path)) throw notAPath();
  return ["--", path];
}
