import { allows, authorize, type Permission } from "@/server/access";
import { branchHead, type ForeignRef, isAncestor, resolveRevision } from "@/server/git";
import { type BroughtBranch, getReadableRepo, type Repository, resourceOf, withForeignBranch } from "@/server/hub";
import { type Ctx, DomainError } from "@/server/kernel";
import type { CreatePullInput } from "../contract/pull";
import { refusal } from "../participate";

export interface Heads {
  readonly baseBranch: string;
  readonly base: string;
  readonly headBranch: string;
  /** The repository that has the branch, when it is another one. */
  readonly fork: Repository | null;
}

type Asked = Pick<CreatePullInput, "base" | "head" | "headNamespace" | "headName">;

/** Throws `not_found` (`revision_not_found`) for a branch that does not exist. */
export async function baseOf(
  ctx: Ctx<"repositories">,
  repo: Repository,
  branch: string | undefined,
): Promise<{ readonly baseBranch: string; readonly base: string }> {
  const baseBranch = branch ?? repo.defaultBranch;
  const { commit } = await resolveRevision(ctx, repo.id, `refs/heads/${baseBranch}`);
  return { baseBranch, base: commit };
}

/**
 * What is to be merged into what. A fork must be of the same kind and open to everybody, or one that the caller can write
 * to: reading a private repository, or one behind a gate, is no right to publish it.
 */
export async function headsOf(ctx: Ctx<"repositories">, repo: Repository, asked: Asked): Promise<Heads> {
  const { head, headNamespace, headName } = asked;
  if (head === undefined) throw new DomainError("invalid", "Name the branch that is to be merged");
  const isElsewhere = headNamespace !== undefined || headName !== undefined;
  const namespace = headNamespace ?? repo.namespace;
  const source = isElsewhere
    ? await getReadableRepo(ctx, { kind: repo.kind, namespace, name: headName ?? repo.name })
    : repo;
  const fork = source.id === repo.id ? null : source;
  for (const permission of needsOf(source, fork !== null)) await authorize(ctx, permission, resourceOf(source));
  const { baseBranch, base } = await baseOf(ctx, repo, asked.base);
  if ((await branchHead(ctx, source.id, head)) === null) {
    throw new DomainError("not_found", `Branch ${head} does not exist`, { reason: "revision_not_found" });
  }
  if (!fork && head === baseBranch) throw new DomainError("invalid", "A branch cannot be merged into itself");
  return { baseBranch, base, headBranch: head, fork };
}

/** What it takes to bring a repository's commits into another one, or only into another of its branches. */
const needsOf = ({ visibility, gate }: Repository, isFork: boolean): readonly Permission[] =>
  isFork && (visibility !== "public" || gate !== null) ? ["repo.content", "repo.write"] : ["repo.content"];

/** Whether the caller may still bring commits of a fork into the repository that they proposed them to. */
export async function mayPropose(ctx: Ctx, fork: Repository): Promise<boolean> {
  const answers = needsOf(fork, true).map((permission) => allows(ctx, permission, resourceOf(fork)));
  return (await Promise.all(answers)).every(Boolean);
}

type Bringing = Pick<Heads, "base" | "headBranch" | "fork"> & { readonly keepAs: ForeignRef };

/** Runs with the commit at the head, which is brought in for that time where it lies in a fork. */
export async function withHead<T>(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { base, headBranch, fork, keepAs, use }: Bringing & { readonly use: (head: BroughtBranch) => Promise<T> },
): Promise<T> {
  if (fork) return withForeignBranch(ctx, { from: fork, branch: headBranch, to: repo, base, keepAs }, use);
  const { commit } = await resolveRevision(ctx, repo.id, `refs/heads/${headBranch}`);
  return use({ head: commit, admit: async () => {} });
}

/** Throws `conflict` (`nothing_to_merge`) when the base has everything already. */
export async function assertSomething(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<void> {
  if (!(await isAncestor(ctx, repo.id, { ancestor: head, commit: base }))) return;
  throw refusal("conflict", "There is nothing to merge: the base has these commits already", "nothing_to_merge");
}
