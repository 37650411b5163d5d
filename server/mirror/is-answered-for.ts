import { allows } from "@/server/access";
import { type Repository, resourceOf } from "@/server/hub";
import { actorOfUser, findAccounts } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { MirrorRow } from "./store/mirrors";

interface Sides {
  readonly repo: Repository;
  readonly mirror: Pick<MirrorRow, "creatorId">;
}

/**
 * Whether whoever set a mirror up may still do so: it moves contents for as long as they administer the repository. What
 * the platform set up in the name of an organisation lasts while the repository is that organisation's.
 */
export async function isAnsweredFor(ctx: Ctx, { repo, mirror: { creatorId } }: Sides): Promise<boolean> {
  const actor = await actorOfUser(ctx, creatorId);
  if (actor) return allows({ ...ctx, actor }, "repo.admin", resourceOf(repo));
  const creator = (await findAccounts(ctx.db, [creatorId])).get(creatorId);
  return creator?.kind === "organization" && creatorId === repo.ownerId;
}
