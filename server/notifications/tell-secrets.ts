import type { z } from "zod";
import { findKeyByHash } from "@/server/gateway";
import { findSecretFindings } from "@/server/git";
import { findReadableRepoById, pathOf, type Repository } from "@/server/hub";
import { findTokenByHash } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import { administratorsOf } from "./administrators-of";
import type { notifySecretsFound } from "./jobs";
import { insertNotifications } from "./store";

type News = z.infer<typeof notifySecretsFound.payload>;

/** One note for a push, and one for each token of this platform in it. Nothing for a repository that is gone by now. */
export async function tellSecretsFound(ctx: Ctx, { repoId, findingIds, own }: News): Promise<void> {
  const repo = await findReadableRepoById(ctx, repoId);
  const [first, ...others] = await findSecretFindings(ctx, findingIds);
  if (!repo || !first) return;
  const count = others.length + 1;
  const name = `${repo.namespace}/${repo.name}`;
  await insertNotifications(ctx, await administratorsOf(ctx, repo), {
    kind: "secretsFound",
    title: count === 1 ? `A secret was pushed to ${name}` : `${count} secrets were pushed to ${name}`,
    params: { repository: name, count: String(count), finding: first.id },
    path: `${pathOf(repo)}/settings/security`,
    resource: { permission: "repo.read", id: repo.id, ownerId: repo.ownerId },
  });
  for (const { hash } of own) await tellHolder(ctx, repo, hash);
}

/** The name of a private repository is nobody's business who holds a token that somebody else pushed there. */
async function tellHolder(ctx: Ctx, repo: Repository, hash: string): Promise<void> {
  const holding = await holdingOf(ctx, hash);
  if (!holding) return;
  const repository = repo.visibility === "private" ? "private" : `${repo.namespace}/${repo.name}`;
  await insertNotifications(ctx, [holding.userId], {
    kind: "tokenExposed",
    title: `Your token ${holding.name} was pushed to a repository (${repository}): delete it`.slice(0, 300),
    params: { token: holding.name, repository },
    path: holding.path,
  });
}

async function holdingOf(ctx: Ctx, hash: string) {
  const token = await findTokenByHash(ctx.db, hash, ctx.now());
  if (token) return { userId: token.userId, name: token.name, path: "/settings/tokens" };
  const key = await findKeyByHash(ctx.db, hash, ctx.now());
  return key && { userId: key.creatorId, name: key.name, path: "/console/api-keys" };
}
