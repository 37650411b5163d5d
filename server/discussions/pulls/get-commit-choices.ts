import { problemsOfMoves, readRefs } from "@/server/git";
import { getRepoAt, pusherOf, type Repository } from "@/server/hub";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { CommitChoices, CommitChoicesInput } from "../contract/pull";
import { repoAddressOf } from "../participate";
import { authorizeProposal } from "./authorize-proposal";

export const getCommitChoices = defineQuery({
  name: "discussions.getCommitChoices",
  summary: "Say how the caller may change files of a branch: by a commit, by a pull request",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/commit-choices" },
  input: CommitChoicesInput,
  output: CommitChoices,
  async run(ctx: Ctx<"repositories">, { branch, ...address }) {
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    const ref = `refs/heads/${branch}`;
    const refs = await readRefs(ctx, repo.id);
    const before = refs.get(ref) ?? null;
    const pusher = await pusherOf(ctx, repo);
    const canWrite = pusher.role !== "read";
    const moves = [{ ref, before, after: before ?? NO_COMMIT }];
    const problems = canWrite ? await problemsOfMoves(ctx, repo.id, { moves, pusher, by: "push" }) : [];
    const author = before === null ? null : await proposerOf(ctx, repo);
    return {
      canCommit: canWrite && problems.length === 0,
      isProtected: problems.length > 0,
      canPropose: author !== null,
      newBranch: author !== null && canWrite ? freeName(author, refs) : null,
    };
  },
});

const NO_COMMIT = "0".repeat(40);

/** The caller's name when they may propose changes to files here; else `null`. */
async function proposerOf(ctx: Ctx, repo: Repository): Promise<string | null> {
  try {
    return (await authorizeProposal(ctx, repo)).username;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function freeName(username: string, refs: ReadonlyMap<string, string>): string {
  let number = 1;
  while (refs.has(`refs/heads/${username}-patch-${number}`)) number += 1;
  return `${username}-patch-${number}`;
}
