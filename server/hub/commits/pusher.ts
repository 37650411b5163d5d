import { allows } from "@/server/access";
import type { Pusher } from "@/server/git";
import { type Ctx, userIdOf } from "@/server/kernel";
import { type Repository, resourceOf } from "../repositories/repository";

/** Who moves refs of a repository, as the rules of its protected branches see it. */
export async function pusherOf(ctx: Ctx, repo: Repository): Promise<Pusher> {
  const resource = resourceOf(repo);
  const userId = userIdOf(ctx.actor);
  // Administrators of what is archived or a mirror may not write to it either.
  if (!(await allows(ctx, "repo.write", resource))) return { role: "read", userId };
  return { role: (await allows(ctx, "repo.admin", resource)) ? "admin" : "write", userId };
}
