import { getRepoAt, type Repository } from "@/server/hub";
import { findAccountByName } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { type Discussion, DiscussionPage, ListDiscussionsInput } from "./contract/discussion";
import { repoAddressOf } from "./participate";
import { showDiscussions } from "./show";
import { countRows, type DiscussionFilter, listDiscussionRows } from "./store/discussions";

export const listDiscussions = defineQuery({
  name: "discussions.listDiscussions",
  summary: "List issues and pull requests, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussions" },
  input: ListDiscussionsInput,
  output: DiscussionPage,
  async run(ctx, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    const filter = await filterOf(ctx, repo, input);
    const found = await page(ctx, input, {
      list: `discussions.listDiscussions:${repo.id}`,
      read: (after, limit) =>
        listDiscussionRows(ctx.db, filter, { below: after ? Number(after.sort) : undefined, limit }),
      keyOf: ({ number, id }) => ({ sort: String(number), id }),
    });
    return { ...found, items: await showDiscussions(ctx, repo, found.items) };
  },
});

type Asked = Pick<ListDiscussionsInput, "type" | "author" | "assignee" | "label" | "search"> & {
  readonly status?: ListDiscussionsInput["status"];
};

/** The filter with ids in place of names. */
export async function filterOf(ctx: Ctx, repo: Repository, asked: Asked): Promise<DiscussionFilter> {
  const idOf = async (name: string | undefined) =>
    name === undefined ? undefined : ((await findAccountByName(ctx.db, name))?.id ?? null);
  return {
    repoId: repo.id,
    type: asked.type,
    status: asked.status ?? "all",
    authorId: await idOf(asked.author),
    assigneeId: await idOf(asked.assignee),
    label: asked.label ?? [],
    search: asked.search,
  };
}

interface Browsed {
  readonly items: readonly Discussion[];
  /** How many fit in all. */
  readonly count: number;
  readonly closed: number;
}

/** A part of the list by how many come before it, with counts, as the Hugging Face API has it. */
export async function browseDiscussions(
  ctx: Ctx,
  repo: Repository,
  asked: Asked & { readonly offset: number; readonly limit: number },
): Promise<Browsed> {
  const filter = await filterOf(ctx, repo, asked);
  const [rows, counts] = await Promise.all([
    listDiscussionRows(ctx.db, filter, asked),
    countRows(ctx.db, { ...filter, status: "all" }),
  ]);
  const sum = (isOpen: boolean) => counts.filter((row) => row.isOpen === isOpen).reduce((n, { count }) => n + count, 0);
  const total = { all: sum(true) + sum(false), open: sum(true), closed: sum(false) }[filter.status];
  return { items: await showDiscussions(ctx, repo, rows), count: total, closed: sum(false) };
}
