import { findReadableRepoById, pathOf, rejectionOf } from "@/server/hub";
import { findAccounts, listAdministrators } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import { openResource } from "./open-resource";
import { insertNotifications } from "./store";

interface Asked {
  readonly repoId: string;
  readonly userId: string;
}

/** Nothing for a repository or a person that is gone by now. */
export async function tellAccessRequested(ctx: Ctx, { repoId, userId }: Asked): Promise<void> {
  const repo = await findReadableRepoById(ctx, repoId);
  const person = (await findAccounts(ctx.db, [userId])).get(userId);
  if (!repo || !person) return;
  const name = `${repo.namespace}/${repo.name}`;
  await insertNotifications(ctx, await listAdministrators(ctx.db, repo.ownerId), {
    kind: "accessRequested",
    title: `${person.displayName} asks for access to ${name}`,
    params: { person: person.displayName, repository: name },
    path: `${pathOf(repo)}/access`,
    resource: { permission: "repo.read", id: repo.id, ownerId: repo.ownerId },
  });
}

export async function tellAccessDecided(
  ctx: Ctx,
  { repoId, userId, isAccepted }: Asked & { readonly isAccepted: boolean },
): Promise<void> {
  const repo = await findReadableRepoById(ctx, repoId);
  if (!repo) return;
  const name = `${repo.namespace}/${repo.name}`;
  const reason = isAccepted ? null : await rejectionOf(ctx.db, { repoId, userId });
  await insertNotifications(ctx, [userId], {
    kind: isAccepted ? "accessAccepted" : "accessRejected",
    title: isAccepted ? `You have access to ${name}` : `Your request for access to ${name} was rejected`,
    params: { repository: name, ...(reason !== null && { reason: reason.replace(/\s+/g, " ") }) },
    path: pathOf(repo),
    resource: openResource(repo),
  });
}
