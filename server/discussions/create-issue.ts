import { allows } from "@/server/access";
import { audit } from "@/server/audit";
import { getRepoAt, type Repository, resourceOf } from "@/server/hub";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { addEvent } from "./add-event";
import { CreateIssueInput, Discussion } from "./contract/discussion";
import { judgeSpeech, noteSpeech } from "./judge-speech";
import { participate, repoAddressOf } from "./participate";
import { auditTargetOf, showDiscussions } from "./show";
import { type DiscussionRow, insertDiscussion } from "./store/discussions";
import { findLabels, replaceLabels } from "./store/labels";
import { takeNumber } from "./store/numbers";
import { templatesOf } from "./templates/templates";

export const createIssue = defineCommand({
  name: "discussions.createIssue",
  summary: "Open an issue",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/discussions", status: 201 },
  input: CreateIssueInput,
  output: Discussion,
  async run(ctx: Ctx<"moderation" | "repositories">, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    const issue = await openIssue(ctx, repo, input);
    const [shown] = await showDiscussions(ctx, repo, [issue]);
    if (!shown) throw new Error("An issue was not shown");
    return shown;
  },
});

interface NewIssue {
  readonly title: string;
  readonly description: string;
  /** Taken only from somebody who can write to the repository. */
  readonly labels?: readonly string[] | undefined;
  /** Name of the template it was begun from: the repository itself gives its labels, whoever opens the issue. */
  readonly template?: string | undefined;
}

/** Throws what `participate` and `judgeTexts` throw. */
export async function openIssue(
  ctx: Ctx<"moderation" | "repositories">,
  repo: Repository,
  { title, description, labels = [], template }: NewIssue,
): Promise<DiscussionRow> {
  const { userId: authorId } = await participate(ctx, repo);
  const judged = await judgeSpeech(ctx, { title, bodies: [description] });
  const canLabel = labels.length > 0 && (await allows(ctx, "repo.write", resourceOf(repo)));
  const wanted = [...(canLabel ? labels : []), ...(await labelsOf(ctx, repo, template))];
  return atomically(ctx, async (ctx) => {
    const number = await takeNumber(ctx, repo.id);
    const facts = { repoId: repo.id, number, isPull: false, title, authorId, status: "open" as const };
    const discussion = await insertDiscussion(ctx, facts);
    await addEvent(ctx, discussion, { type: "comment", authorId, body: description });
    const found = wanted.length > 0 ? await findLabels(ctx.db, repo.id, [...new Set(wanted)]) : [];
    if (found.length > 0) {
      await replaceLabels(
        ctx.db,
        discussion.id,
        found.map(({ id }) => id),
      );
    }
    await noteSpeech(ctx, { repo, discussion }, judged);
    await audit(ctx, "discussion.created", auditTargetOf({ repo, discussion }));
    return discussion;
  });
}

async function labelsOf(ctx: Ctx<"repositories">, repo: Repository, template: string | undefined) {
  if (template === undefined) return [];
  return (await templatesOf(ctx, repo, "issue")).find(({ name }) => name === template)?.labels ?? [];
}
