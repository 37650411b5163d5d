import { allows, type Permission } from "@/server/access";
import { actorOfUser } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import { type Repository, resourceOf } from "./repository";

interface Right {
  readonly userId: string;
  readonly permission: Permission;
}

/** Whether a person, whoever asks, has a right in a repository at this moment; an account that is closed has none. */
export async function userMay(ctx: Ctx, repo: Repository, { userId, permission }: Right): Promise<boolean> {
  const actor = await actorOfUser(ctx, userId);
  return actor !== null && allows({ ...ctx, actor }, permission, resourceOf(repo));
}
