import { authorize } from "@/server/access";
import { getRepoAt, type Repository, resourceOf } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import { type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { ChangeDiscussionsInput, ChangedDiscussions } from "./contract/bulk";
import { setLabels } from "./labels/set-discussion-labels";
import { type Place, repoAddressOf } from "./participate";
import { changeStatus } from "./set-discussion-status";
import { setPeople } from "./set-people";
import { getDiscussionRow } from "./store/discussions";
import { labelsOf } from "./store/labels";
import { listPeopleOf } from "./store/people";

type Change = Pick<ChangeDiscussionsInput, "status" | "label" | "assignee">;

export const changeDiscussions = defineCommand({
  name: "discussions.changeDiscussions",
  summary: "Close, open, label or assign many discussions; each is changed by itself, and told by itself",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/discussion-changes" },
  input: ChangeDiscussionsInput,
  output: ChangedDiscussions,
  async run(ctx: Ctx<"moderation">, { numbers, status, label, assignee, ...address }) {
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    await authorize(ctx, "repo.write", resourceOf(repo));
    const items: ChangedDiscussions["items"] = [];
    for (const number of new Set(numbers)) {
      items.push({
        number,
        refusal: await refusalOf(() => change(ctx, { repo, number }, { status, label, assignee })),
      });
    }
    return { items };
  },
});

/** What a person can act on is told of the one discussion; a bug ends the whole. */
async function refusalOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

async function change(
  ctx: Ctx<"moderation">,
  { repo, number }: { repo: Repository; number: number },
  wanted: Change,
): Promise<void> {
  const place = { repo, discussion: await getDiscussionRow(ctx.db, { repoId: repo.id, number }) };
  if (wanted.status) await changeStatus(ctx, place, { status: wanted.status, comment: "" });
  if (wanted.label) await setLabels(ctx, place, turned(await labelNames(ctx, place), wanted.label));
  if (wanted.assignee) {
    const usernames = turned(await assigneeNames(ctx, place), wanted.assignee);
    await setPeople(ctx, place, { role: "isAssignee", usernames });
  }
}

/** The names with this one, or without it. */
function turned(names: readonly string[], { name, isOn }: { readonly name: string; readonly isOn: boolean }): string[] {
  const others = names.filter((one) => one.toLowerCase() !== name.toLowerCase());
  return isOn ? [...others, name] : others;
}

const labelNames = async (ctx: Ctx, { discussion }: Place) =>
  (await labelsOf(ctx.db, [discussion.id])).map(({ name }) => name);

async function assigneeNames(ctx: Ctx, { discussion }: Place): Promise<string[]> {
  const people = (await listPeopleOf(ctx.db, discussion.id)).filter(({ isAssignee }) => isAssignee);
  const accounts = await findAccounts(
    ctx.db,
    people.map(({ userId }) => userId),
  );
  return [...accounts.values()].map(({ name }) => name);
}
