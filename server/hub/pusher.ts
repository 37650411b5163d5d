import { allows } from "@/server/access";
import type { Pusher } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import { type Repository, resourceOf } from "./repository";

/** Who moves refs of a repository, as the rules of its protected branches see it. */
export async function pusherOf(ctx: Ctx, repo: Repository): Promise<Pusher> {
  const resource = resourceOf(repo);
  const { actor } = ctx;
  const userId = actor.kind === "user" || actor.kind === "token" ? actor.userId : null;
  if (await allows(ctx, "repo.admin", resource)) return { role: "admin", userId };
  return { role: (await allows(ctx, "repo.write", resource)) ? "write" : "read", userId };
}
