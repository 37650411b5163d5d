import type { z } from "zod";
import { findReadableRepoById, pathOf } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import { administratorsOf } from "./administrators-of";
import type { notifyMirrorFailed } from "./jobs";
import { insertNotifications } from "./store";

type News = z.infer<typeof notifyMirrorFailed.payload>;

/** What the cache of another hub fetched for an organisation is asked for again by itself: nobody is told of it. */
export async function tellMirrorFailed(ctx: Ctx, { repoId, creatorId, direction, isOff }: News): Promise<void> {
  const repo = await findReadableRepoById(ctx, repoId);
  const creator = (await findAccounts(ctx.db, [creatorId])).get(creatorId);
  if (!repo || creator?.kind === "organization") return;
  const name = `${repo.namespace}/${repo.name}`;
  const told = direction === "pull" ? `${name} could not be brought up to date` : `${name} could not be mirrored`;
  await insertNotifications(ctx, await administratorsOf(ctx, repo), {
    kind: "mirrorFailed",
    title: isOff ? `${told}, and its mirror is switched off` : told,
    params: { repository: name, direction, state: isOff ? "off" : "on" },
    path: `${pathOf(repo)}/settings/mirrors`,
    resource: { permission: "repo.read", id: repo.id, ownerId: repo.ownerId },
  });
}
