import { getRepoAt, type Repository } from "@/server/hub";
import { findAccountByName } from "@/server/identity";
import { type Ctx, DomainError, defineQuery, page, userIdOf } from "@/server/kernel";
import { type Discussion, DiscussionPage, ListDiscussionsInput } from "./contract/discussion";
import { type DiscussionQuery, readQuery, tellProblem } from "./contract/query";
import { repoAddressOf } from "./participate";
import { showDiscussions } from "./show";
import { countRows, type DiscussionFilter, listDiscussionRows, ORDERS } from "./store/lists";

export const listDiscussions = defineQuery({
  name: "discussions.listDiscussions",
  summary: "List issues and pull requests, newest first unless the query says otherwise",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussions" },
  input: ListDiscussionsInput,
  output: DiscussionPage,
  async run(ctx, input) {
    const repo = await getRepoAt(ctx, repoAddressOf(input));
    const query = queryOf(input.query);
    const filter = await filterOf(ctx, repo, input);
    const found = await page(ctx, input, {
      list: `discussions.listDiscussions:${repo.id}`,
      read: (after, limit) => listDiscussionRows(ctx.db, filter, { sort: query.sort, after, limit }),
      keyOf: (row) => ({ sort: ORDERS[query.sort].keyOf(row), id: row.id }),
    });
    return { ...found, items: await showDiscussions(ctx, repo, found.items) };
  },
});

type Asked = Pick<ListDiscussionsInput, "type" | "author" | "assignee" | "label" | "search" | "query"> & {
  readonly status?: ListDiscussionsInput["status"];
};

/** Throws `invalid` for what is no filter, with what could be written instead. */
function queryOf(text: string | undefined): DiscussionQuery {
  const { query, problems } = readQuery(text ?? "");
  if (problems.length === 0) return query;
  throw new DomainError("invalid", problems.map(tellProblem).join(". "), {
    reason: "bad_query",
    details: { problems },
  });
}

/** The filter with ids in place of names. What is asked for beside the query holds as well. */
export async function filterOf(ctx: Ctx, repo: Repository, asked: Asked): Promise<DiscussionFilter> {
  const query = queryOf(asked.query);
  const { status = "all", label = [], search = "" } = asked;
  const idOf = async (name: string | undefined) => {
    if (name === "@me") return userIdOf(ctx.actor);
    return name === undefined ? undefined : ((await findAccountByName(ctx.db, name))?.id ?? null);
  };
  return {
    ...query,
    repoId: repo.id,
    type: asked.type === "all" ? query.type : asked.type,
    status: status === "all" ? query.status : status,
    authorId: await idOf(asked.author ?? query.author),
    assigneeId: await idOf(asked.assignee ?? query.assignee ?? undefined),
    isUnassigned: query.assignee === null,
    labels: [...label, ...query.labels],
    words: `${search} ${query.words}`.trim(),
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
  const total = { all: sum(true) + sum(false), open: sum(true), closed: sum(false) }[asked.status ?? "all"];
  return { items: await showDiscussions(ctx, repo, rows), count: total, closed: sum(false) };
}
