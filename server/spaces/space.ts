import { authorize, type Permission } from "@/server/access";
import { getRepoAt, type Repository, resourceOf } from "@/server/hub";
import type { Ctx } from "@/server/kernel";

interface Address {
  readonly namespace: string;
  readonly name: string;
}

/** The space, for somebody who may do this with it. Throws `not_found`, `unauthenticated`, `forbidden`. */
export async function spaceFor(ctx: Ctx, permission: Permission, { namespace, name }: Address): Promise<Repository> {
  const repo = await getRepoAt(ctx, { shelf: "spaces", namespace, name });
  await authorize(ctx, permission, resourceOf(repo));
  return repo;
}
