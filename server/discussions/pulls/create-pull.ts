import { moveRefs } from "@/server/git";
import { type BroughtBranch, getRepoAt, type Repository } from "@/server/hub";
import { type Ctx, defineCommand } from "@/server/kernel";
import { DiscussionDetails } from "../contract/discussion";
import { CreatePullInput } from "../contract/pull";
import { detailsOf } from "../get-discussion";
import { type PullPlace, participateInFiles, refusal, repoAddressOf } from "../participate";
import { findSamePull } from "../store/pulls";
import { assertSomething, baseOf, headsOf, withHead } from "./head-of-pull";
import { openPull } from "./open-pull";
import { keptRefOf } from "./refs-of";

export const createPull = defineCommand({
  name: "discussions.createPull",
  summary: "Open a pull request: from a branch, from a fork, or an empty draft that takes commits itself",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls", status: 201 },
  input: CreatePullInput,
  output: DiscussionDetails,
  async run(ctx: Ctx<"repositories" | "moderation">, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    return detailsOf(ctx, await proposePull(ctx, repo, input));
  },
});

type Proposal = Omit<CreatePullInput, "shelf" | "namespace" | "name">;

/** Throws what `participateInFiles` throws, `not_found` for a branch, `conflict` (`nothing_to_merge`, `same_pull_request`). */
export async function proposePull(
  ctx: Ctx<"repositories" | "moderation">,
  repo: Repository,
  input: Proposal,
): Promise<PullPlace> {
  const { userId: authorId } = await participateInFiles(ctx, repo);
  const { title, description } = input;
  if (input.head === undefined) return proposeEmpty(ctx, repo, { ...input, authorId });
  const heads = await headsOf(ctx, repo, input);
  const { baseBranch, base, headBranch, fork } = heads;
  const headRepoId = fork?.id ?? null;
  const same = await findSamePull(ctx.db, { repoId: repo.id, baseBranch, headBranch, headRepoId });
  if (same) throw refusal("conflict", `#${same.discussion.number} asks for the same`, "same_pull_request");
  return openPull(ctx, repo, {
    ...{ authorId, title, description, baseBranch, headBranch, headRepoId },
    status: input.isDraft ? "draft" : "open",
    opensOnCommit: false,
    place: (ref, number) => {
      const use = async ({ head, admit }: BroughtBranch): Promise<string> => {
        await assertSomething(ctx, repo, { base, head });
        await admit();
        await moveRefs(ctx, repo.id, [{ ref, before: null, after: head }]);
        return head;
      };
      return withHead(ctx, repo, { ...heads, keepAs: keptRefOf(number), use });
    },
  });
}

async function proposeEmpty(
  ctx: Ctx<"repositories" | "moderation">,
  repo: Repository,
  { authorId, title, description, base: asked, isDraft }: Proposal & { readonly authorId: string },
): Promise<PullPlace> {
  const { baseBranch, base } = await baseOf(ctx, repo, asked);
  return openPull(ctx, repo, {
    ...{ authorId, title, description, baseBranch, headBranch: null, headRepoId: null },
    status: "draft",
    opensOnCommit: !isDraft,
    place: async (ref) => {
      await moveRefs(ctx, repo.id, [{ ref, before: null, after: base }]);
      return base;
    },
  });
}
