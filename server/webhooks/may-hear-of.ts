import { allows } from "@/server/access";
import { type Repository, resourceOf } from "@/server/hub";
import { actorOfUser } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { WebhookRow } from "./store";

/** Whether the owner of the webhook may read the repository at this moment; an account that is closed may nothing. */
export async function mayHearOf(
  ctx: Ctx,
  { ownerId }: Pick<WebhookRow, "ownerId">,
  repo: Repository,
): Promise<boolean> {
  const actor = await actorOfUser(ctx, ownerId);
  return actor !== null && allows({ ...ctx, actor }, "repo.read", resourceOf(repo));
}
