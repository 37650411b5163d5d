import type { Ctx } from "@/server/kernel";
import { type Commit, Oid } from "./contract";
import { gitError } from "./git-error";
import type { GitCall } from "./git-process";
import { isReadablePath, notAPath } from "./path-name";
import { splitRecords } from "./records";

const FORMAT = ["%H", "%P", "%an", "%ae", "%at", "%cn", "%ce", "%ct", "%B"].join("%x00");
const FIELD_COUNT = 9;

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

/** History, newest first, at most `limit` (50) commits after the first `skip`. */
export async function listCommits(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, path, skip = 0, limit = 50 }: ListCommitsInput,
): Promise<CommitPage> {
  const args = ["log", "-z", `--format=${FORMAT}`, `--skip=${skip}`, `--max-count=${limit + 1}`];
  const items = await readCommits(ctx, repoId, {
    args: [...args, "--end-of-options", Oid.parse(commit), ...pathArgs(path)],
  });
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
    timeoutMs: 20_000,
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
  const items = await readCommits(ctx, repoId, { args: [...args, ...(withMerges ? [] : ["--no-merges"]), ...range] });
  return { items: items.slice(0, limit), hasMore: items.length > limit };
}

/** How many commits `listCommits` would go through. */
export async function countCommits(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, path }: Pick<ListCommitsInput, "commit" | "path">,
): Promise<number> {
  const args = ["rev-list", "--count", "--end-of-options", Oid.parse(commit), ...pathArgs(path)];
  return Number((await ctx.live.repositories.run(repoId, { args })).toString());
}

/** These commits, in the order asked. */
export async function readCommitsById(
  ctx: Ctx<"repositories">,
  repoId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Commit>> {
  if (ids.length === 0) return new Map();
  const input = `${ids.map((id) => Oid.parse(id)).join("\n")}\n`;
  const args = ["log", "-z", `--format=${FORMAT}`, "--no-walk=unsorted", "--stdin"];
  const items = await readCommits(ctx, repoId, { args, input });
  return new Map(items.map((commit) => [commit.id, commit]));
}

/** One commit. Throws `not_found` (`revision_not_found`). */
export async function getCommit(ctx: Ctx<"repositories">, repoId: string, id: string): Promise<Commit> {
  const found = await ctx.live.repositories.objects(repoId).info(Oid.parse(id));
  const commit = found?.type === "commit" ? (await readCommitsById(ctx, repoId, [id])).get(id) : undefined;
  if (commit) return commit;
  throw gitError("not_found", `Commit ${id} does not exist`, { reason: "revision_not_found" });
}

async function readCommits(ctx: Ctx<"repositories">, repoId: string, call: GitCall): Promise<Commit[]> {
  const commits: Commit[] = [];
  let fields: string[] = [];
  for await (const field of splitRecords(ctx.live.repositories.stream(repoId, call))) {
    fields.push(field);
    if (fields.length < FIELD_COUNT) continue;
    commits.push(commitOf(fields));
    fields = [];
  }
  return commits;
}

function commitOf(fields: readonly string[]): Commit {
  const [id = "", parents = "", name = "", email = "", date = "", ...rest] = fields;
  const [committerName = "", committerEmail = "", committerDate = "", message = ""] = rest;
  const [title = "", ...body] = message.split("\n");
  return {
    id,
    parents: parents.split(" ").filter(Boolean),
    author: { name, email, date: new Date(Number(date) * 1_000) },
    committer: { name: committerName, email: committerEmail, date: new Date(Number(committerDate) * 1_000) },
    title,
    body: body.join("\n").trim(),
  };
}

function pathArgs(path: string | undefined): string[] {
  if (path === undefined || path === "") return ["--"];
  if (!isReadablePath(path)) throw notAPath();
  return ["--", path];
}
