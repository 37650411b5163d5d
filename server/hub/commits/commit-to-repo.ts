import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { findObject, takeDirectUploads } from "@/server/content";
import { type CommitResult, commitFiles, type FileOperation, type Pusher, parsePointer } from "@/server/git";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { judgeTexts, recordFindings } from "@/server/moderation";
import { checkCard } from "../card/check-card";
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
    operations: checked(ctx, repo, { operations, found }),
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

async function* checked(
  ctx: Ctx<"objects" | "moderation">,
  repo: Repository,
  { operations, found }: Pick<RepoCommit, "operations"> & { readonly found: Found[] },
): AsyncGenerator<FileOperation> {
  for await (const operation of operations) {
    if (operation.kind === "object") {
      yield { kind: "put", path: operation.path, content: await objectOf(ctx, repo, operation.oid) };
    } else if (operation.kind === "put") {
      if (operation.path === "README.md") {
        const text = Buffer.from(operation.content).toString("utf8");
        found.push(...(await judgeTexts(ctx, [{ surface: "card", text }])));
      }
      yield await checkedPut(ctx, repo, operation);
    } else {
      yield operation;
    }
  }
}

async function checkedPut(
  ctx: Ctx<"objects">,
  repo: Repository,
  { path, content }: { readonly path: string; readonly content: Uint8Array },
): Promise<FileOperation> {
  const pointer = parsePointer(content);
  if (pointer) return { kind: "put", path, content: await objectOf(ctx, repo, pointer.oid) };
  if (path === "README.md") assertCard(Buffer.from(content).toString("utf8"), repo);
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
