import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { findObject, takeDirectUploads } from "@/server/content";
import {
  type CommitResult,
  commitFiles,
  type FileOperation,
  type Pusher,
  parsePointer,
  resolveRevision,
} from "@/server/git";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { judgeTexts, recordFindings } from "@/server/moderation";
import { checkCard } from "../card/check-card";
import { findTextAt } from "../files/open-repo-file";
import { auditTarget, pathOf, type Repository, resourceOf } from "../repositories/repository";
import { commitAuthor } from "./commit-author";
import { pusherOf } from "./pusher";
import { recordPush } from "./record-push";

/** One step of a commit; a later step about the same path wins. */
export type RepoFileOperation =
  | { readonly kind: "put"; readonly path: string; readonly content: Uint8Array }
  /** An object that was uploaded to this repository before. */
  | { readonly kind: "object"; readonly path: string; readonly oid: string }
  | Extract<FileOperation, { kind: "delete" | "copy" }>;

type Copy = Extract<FileOperation, { kind: "copy" }>;

type Found = Awaited<ReturnType<typeof judgeTexts>>[number];

interface RepoCommit {
  /** Short name of a branch, or `refs/pr/N`. */
  readonly branch: string;
  readonly expectedHead?: string | undefined;
  readonly message: string;
  readonly operations: Iterable<RepoFileOperation> | AsyncIterable<RepoFileOperation>;
}

/**
 * Commits to a repository in the caller's name. Afterwards every page and answer shows it. Throws what
 * `git.commitFiles` throws, `forbidden` without the right to write, and `invalid` (`bad_card`, `object_missing`, `content_policy`).
 */
export async function commitToRepo(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  repo: Repository,
  { operations, ...commit }: RepoCommit,
): Promise<CommitResult> {
  await authorize(ctx, "repo.write", resourceOf(repo));
  if (commit.branch.startsWith("refs/")) {
    throw new DomainError("not_found", `${commit.branch} is not a branch`, { reason: "revision_not_found" });
  }
  return writeToRepo(ctx, repo, { operations, ...commit });
}

/** Like `commitToRepo`, for a caller who has authorised: on a pull request more people may write than on a branch. */
export async function writeToRepo(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  repo: Repository,
  { operations, pusher, ...commit }: RepoCommit & { readonly pusher?: Pusher },
): Promise<CommitResult> {
  const found: Found[] = [];
  const result = await commitFiles(ctx, repo.id, {
    ...commit,
    author: commitAuthor(ctx),
    pusher: pusher ?? (await pusherOf(ctx, repo)),
    operations: checked(ctx, repo, { operations, branch: commit.branch, found }),
  });
  if (result.commit === result.previous) return result;
  await recordPush(ctx, repo.id);
  await atomically(ctx, async (ctx) => {
    await recordFindings(ctx, found, pathOf(repo));
    const details = { branch: commit.branch, commit: result.commit };
    await audit(ctx, "repository.committed", auditTarget(repo, details));
  });
  return result;
}

/** Each is read and judged, which takes up to a second. */
const MAX_CARDS = 3;

/** Also with the slash at its end that a path of a commit may have. */
const isCard = (path: string) => path.replace(/\/$/, "") === "README.md";

type Judged = Pick<RepoCommit, "branch"> & { readonly found: Found[] };

async function* checked(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  repo: Repository,
  { operations, ...judged }: Pick<RepoCommit, "operations"> & Judged,
): AsyncGenerator<FileOperation> {
  let cards = 0;
  for await (const operation of operations) {
    if (isCard(operation.path)) cards += 1;
    if (cards > MAX_CARDS) throw new DomainError("invalid", `A commit writes README.md at most ${MAX_CARDS} times`);
    yield await checkedOne(ctx, repo, { operation, ...judged });
  }
}

async function checkedOne(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  repo: Repository,
  { operation, branch, found }: Judged & { readonly operation: RepoFileOperation },
): Promise<FileOperation> {
  switch (operation.kind) {
    case "object":
      return { kind: "put", path: operation.path, content: await objectOf(ctx, repo, operation.oid) };
    case "put":
      if (isCard(operation.path)) {
        found.push(...(await judgeCard(ctx, Buffer.from(operation.content).toString("utf8"))));
      }
      return checkedPut(ctx, repo, operation);
    case "copy": {
      if (!isCard(operation.path)) return operation;
      const { copy, text } = await copiedCard(ctx, repo, { copy: operation, branch });
      if (text !== null) {
        found.push(...(await judgeCard(ctx, text)));
        assertCard(text, repo);
      }
      return copy;
    }
    case "delete":
      return operation;
  }
}

const judgeCard = (ctx: Ctx<"moderation">, text: string) => judgeTexts(ctx, [{ surface: "card", text }]);

/** The text that will be the card, and the copy of that very text, wherever the branch is by then. */
async function copiedCard(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { copy, branch }: { readonly copy: Copy; readonly branch: string },
): Promise<{ readonly copy: Copy; readonly text: string | null }> {
  const ref = branch.startsWith("refs/") ? branch : `refs/heads/${branch}`;
  const fromCommit = copy.fromCommit ?? (await resolveRevision(ctx, repo.id, ref)).commit;
  const text = await findTextAt(ctx, repo, { commit: fromCommit, path: copy.from });
  return { copy: { ...copy, fromCommit }, text };
}

async function checkedPut(
  ctx: Ctx<"objects">,
  repo: Repository,
  { path, content }: { readonly path: string; readonly content: Uint8Array },
): Promise<FileOperation> {
  const pointer = parsePointer(content);
  if (pointer) return { kind: "put", path, content: await objectOf(ctx, repo, pointer.oid) };
  if (isCard(path)) assertCard(Buffer.from(content).toString("utf8"), repo);
  return { kind: "put", path, content };
}

/** An object of somebody else's repository is as good as missing: its name proves nothing. */
async function objectOf(ctx: Ctx<"objects">, repo: Repository, oid: string) {
  await takeDirectUploads(ctx, { repoId: repo.id, oids: [oid] });
  const found = await findObject(ctx, { repoId: repo.id, oid });
  if (found) return { oid, size: found.size };
  throw new DomainError("invalid", `The object ${oid} was not uploaded to this repository`, {
    reason: "object_missing",
  });
}

function assertCard(source: string, repo: Repository): void {
  const [error] = checkCard(source, repo.kind).errors;
  if (error) throw new DomainError("invalid", error.message, { reason: "bad_card", details: { line: error.line } });
}
