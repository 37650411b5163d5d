import { allows } from "@/server/access";
import { linkObject } from "@/server/content";
import { listPointers } from "@/server/git";
import { type Ctx, DomainError, userIdOf } from "@/server/kernel";
import { type Repository, resourceOf } from "../repositories/repository";
import { keptFrom, refuseKept } from "../scan/refuse-unsafe";

interface Range {
  readonly from: Repository;
  readonly to: Repository;
  readonly head: string;
  readonly base: string;
}

/**
 * Large files that commits of another repository point at become files of this one. What that has not got stays missing,
 * and so does what it keeps back from the actor, who might write here. Throws `forbidden` (`not_scanned_yet`).
 */
export async function linkObjectsOf(ctx: Ctx<"repositories">, { from, to, head, base }: Range): Promise<void> {
  const pointers = await listPointers(ctx, to.id, { head, not: base });
  const kept = await keptFrom(ctx, from, pointers);
  refuseKept(new Map([...kept].filter(([, reason]) => reason === "not_scanned_yet")));
  const proposerId = (await allows(ctx, "repo.write", resourceOf(to))) ? null : userIdOf(ctx.actor);
  for (const { oid } of pointers.filter((pointer) => !kept.has(pointer.oid))) {
    await linkObject(ctx, { fromRepoId: from.id, toRepoId: to.id, oid, proposerId }).catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.code !== "not_found") throw error;
    });
  }
}
