import { linkObject } from "@/server/content";
import { listPointers } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";
import type { Repository } from "../repositories/repository";

interface Range {
  readonly from: Repository;
  readonly to: Repository;
  readonly head: string;
  readonly base: string;
}

/** Large files that commits of another repository point at become files of this one. What it has not got stays missing. */
export async function linkObjectsOf(ctx: Ctx<"repositories">, { from, to, head, base }: Range): Promise<void> {
  for (const { oid } of await listPointers(ctx, to.id, { head, not: base })) {
    await linkObject(ctx, { fromRepoId: from.id, toRepoId: to.id, oid }).catch((error: unknown) => {
      if (!(error instanceof DomainError) || error.code !== "not_found") throw error;
    });
  }
}
