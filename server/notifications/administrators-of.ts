import { listGrants } from "@/server/access";
import type { Repository } from "@/server/hub";
import { listAdministrators } from "@/server/identity";
import type { Ctx } from "@/server/kernel";

/** Those who look after a repository: who decides for its owner, and whom it was given to. */
export async function administratorsOf(ctx: Ctx, repo: Repository): Promise<string[]> {
  const [ofOwner, grants] = await Promise.all([listAdministrators(ctx.db, repo.ownerId), listGrants(ctx.db, repo.id)]);
  const granted = grants.filter(({ role }) => role === "admin").map(({ userId }) => userId);
  return [...new Set([...ofOwner, ...granted])];
}
