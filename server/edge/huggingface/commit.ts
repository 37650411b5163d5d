import { authorize } from "@/server/access";
import { authorizePush, commitToPull, participateInFiles, proposeCommit, pullNumbered } from "@/server/discussions";
import { warningLines } from "@/server/git";
import {
  commitToRepo,
  headToWrite,
  type RepoFileOperation,
  type Repository,
  resourceOf,
  uploadModes,
  wirePathOf,
} from "@/server/hub";
import { type Ctx, type Dependency, DomainError } from "@/server/kernel";
import { beginningOf } from "@/server/kernel/contract/beginning-of";
import { readBody, readLines } from "../read-body";
import { respondJson } from "../respond";
import { decoded, isTrue, type RepoCall, repoOf } from "./call";
import { discussionAddressOf, pullNumberIn } from "./discussions";
import { uploadReport } from "./upload-report";
import { CommitHeader, CommitLine, PreuploadBody } from "./wire";

/** `POST …/preupload/{revision}`: which files go through LFS, which are ignored, which are there already. */
export async function postPreupload(call: RepoCall): Promise<void> {
  const repo = await writableRepo(call);
  const { files, ...texts } = await readBody(call, PreuploadBody);
  const commit = await writableHead(call, repo);
  const sampled = files.map(({ sample = "", ...file }) => ({ ...file, sample: Buffer.from(sample, "base64") }));
  const modes = await uploadModes(call.ctx, repo, { commit, files: sampled, ...texts });
  const answers = modes.map(({ path, isLarge, isIgnored, oid }) => ({
    ...{ path, uploadMode: isLarge ? "lfs" : "regular", shouldIgnore: isIgnored },
    ...(oid !== null && { oid }),
  }));
  respondJson(call, { status: 200, body: { files: answers, ...(commit !== null && { commitOid: commit }) } });
}

/** `POST …/commit/{revision}`: a header line, then one line for each change, applied as they arrive. */
export async function postCommit(call: RepoCall): Promise<void> {
  const { ctx } = call;
  const revision = decoded(call.rest);
  const repo = await writableRepo(call);
  const lines = readLines(call);
  const header = CommitHeader.safeParse((await lines.next()).value);
  if (!header.success) throw new DomainError("invalid", "The first line of a commit is its header");
  const { summary, description, parentCommit } = header.data.value;
  const title = summary.trim() === "" ? "Update files" : summary;
  const oids: string[] = [];
  const change = {
    expectedHead: parentCommit ?? undefined,
    message: description ? `${title}\n\n${description}` : title,
    operations: noting(operationsOf(lines), oids),
  };
  const { secrets, ...answer } = isProposal(call)
    ? await propose(ctx, repo, { ...change, title, description: description ?? "", revision })
    : await commitTo(ctx, repo, { ...change, revision });
  const commitUrl = `${ctx.site.origin}/${wirePathOf(repo)}/commit/${answer.commitOid}`;
  const warnings = secrets.length === 0 ? [] : warningLines(secrets);
  const hookOutput = [await uploadReport(ctx, repo.id, oids), ...warnings].filter(Boolean).join("\n");
  respondJson(call, { status: 200, body: { success: true, ...answer, commitUrl, hookOutput } });
}

interface Change {
  /** The base, or what is committed to. */
  readonly revision: string;
  readonly expectedHead: string | undefined;
  readonly message: string;
  readonly operations: AsyncIterable<RepoFileOperation>;
}

async function commitTo(ctx: Ctx<Dependency>, repo: Repository, { revision, ...change }: Change) {
  const number = pullNumberIn(revision);
  const { commit, secrets } =
    number === null
      ? await commitToRepo(ctx, repo, { ...change, branch: branchOf(revision) })
      : await commitToPull(ctx, await pullNumbered(ctx, repo, number), change);
  return { commitOid: commit, secrets };
}

type Proposal = Change & { readonly title: string; readonly description: string };

async function propose(ctx: Ctx<Dependency>, repo: Repository, { revision, ...change }: Proposal) {
  const title = beginningOf(change.title, 255);
  const proposed = await proposeCommit(ctx, repo, { ...change, title, base: branchOf(revision) });
  const { discussion, pull, secrets } = proposed;
  return { commitOid: pull.headCommit, secrets, pullRequestUrl: discussionAddressOf(ctx, repo, discussion.number) };
}

const isProposal = ({ query }: RepoCall) => isTrue(query.get("create_pr"));

/** Throws for who may not write there: to a branch, to a pull request, or what is to become one. */
export async function writableRepo(call: RepoCall): Promise<Repository> {
  const { ctx } = call;
  const repo = await repoOf(call);
  const number = pullNumberIn(decoded(call.rest));
  if (isProposal(call)) await participateInFiles(ctx, repo);
  else if (number !== null) await authorizePush(ctx, await pullNumbered(ctx, repo, number));
  else await authorize(ctx, "repo.write", resourceOf(repo));
  return repo;
}

/** Head of the branch in the address; `null` for the first commit of an empty repository. */
export const writableHead = ({ ctx, rest }: RepoCall, repo: Repository): Promise<string | null> =>
  headToWrite(ctx, repo, decoded(rest));

/** A commit goes to a branch; a commit id is none. */
function branchOf(revision: string): string {
  if (/^[0-9a-f]{40}$/.test(revision) || /^refs\/(?!heads\/)/.test(revision)) {
    throw new DomainError("not_found", `${revision} is not a branch`, { reason: "revision_not_found" });
  }
  return revision.replace(/^refs\/heads\//, "");
}

/** The same operations; objects that they name are noted. */
async function* noting(operations: AsyncIterable<RepoFileOperation>, oids: string[]) {
  for await (const operation of operations) {
    if (operation.kind === "object") oids.push(operation.oid);
    yield operation;
  }
}

async function* operationsOf(lines: AsyncIterable<unknown>): AsyncGenerator<RepoFileOperation> {
  for await (const line of lines) {
    const parsed = CommitLine.safeParse(line);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new DomainError("invalid", `A line of the commit: ${issue?.message ?? "not understood"}`);
    }
    yield* stepsOf(parsed.data);
  }
}

function* stepsOf(line: CommitLine): Generator<RepoFileOperation> {
  switch (line.key) {
    case "file": {
      const { path, content, encoding, oldPath } = line.value;
      if (oldPath) yield { kind: "delete", path: oldPath };
      yield { kind: "put", path, content: Buffer.from(content, encoding === "base64" ? "base64" : "utf8") };
      return;
    }
    case "lfsFile": {
      const { path, oid, oldPath } = line.value;
      if (oldPath) yield { kind: "delete", path: oldPath };
      yield { kind: "object", path, oid };
      return;
    }
    case "deletedFile":
    case "deletedFolder":
      yield { kind: "delete", path: line.value.path, recursive: true };
  }
}
