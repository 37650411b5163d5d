import { authorize } from "@/server/access";
import { findAccounts } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import type { PageInput } from "@/server/kernel/contract";
import { type AccessRequest, AccessRequestPage, type AccessStatus, ListAccessRequestsInput } from "../contract/gate";
import { getRepoAt } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";
import { type AccessRequestRow, listAccessRequestRows } from "./store";

export const listAccessRequests = defineQuery({
  name: "hub.listAccessRequests",
  summary: "List who asked for the files of a gated repository, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/access-requests" },
  input: ListAccessRequestsInput,
  output: AccessRequestPage,
  async run(ctx, { shelf, namespace, name, ...slice }) {
    return accessRequestsOf(ctx, await getRepoAt(ctx, { shelf, namespace, name }), slice);
  },
});

/** Throws `forbidden` for those who do not administer the repository. */
export async function accessRequestsOf(
  ctx: Ctx,
  repo: Repository,
  input: PageInput & { readonly status: AccessStatus },
): Promise<{ items: AccessRequest[]; nextCursor: string | null }> {
  await authorize(ctx, "repo.admin", resourceOf(repo));
  const { items, nextCursor } = await page(ctx, input, {
    list: `hub.accessRequests ${repo.id}`,
    read: (after, limit) => listAccessRequestRows(ctx, { repoId: repo.id, status: input.status, after, limit }),
    keyOf: ({ updatedAt, id }) => ({ sort: updatedAt.toISOString(), id }),
  });
  return { items: await showAccessRequests(ctx, items), nextCursor };
}

/** With the names of the people; those who are gone are left out. */
export async function showAccessRequests(ctx: Ctx, rows: readonly AccessRequestRow[]): Promise<AccessRequest[]> {
  const ids = rows.flatMap(({ userId, handledBy }) => [userId, ...(handledBy === null ? [] : [handledBy])]);
  const accounts = await findAccounts(ctx.db, ids);
  return rows.flatMap((row) => {
    const account = accounts.get(row.userId);
    if (!account) return [];
    const { status, answers, reason, handledAt, expiresAt } = row;
    return [
      {
        id: row.id,
        username: account.name,
        displayName: account.displayName,
        avatarUrl: account.avatarUrl,
        ...{ status, answers, reason, handledAt, expiresAt },
        handledBy: (row.handledBy && accounts.get(row.handledBy)?.name) || null,
        requestedAt: row.updatedAt,
      },
    ];
  });
}
