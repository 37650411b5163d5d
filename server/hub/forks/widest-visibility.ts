import { allows } from "@/server/access";
import { VISIBILITIES, type Visibility } from "@/server/access/contract";
import { type Ctx, DomainError } from "@/server/kernel";
import { findAnyRepo } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";

/** Those for whom a gate opened may not open it for others: unless one administers the source, a copy is private. */
export async function widestOfCopy(ctx: Ctx, source: Repository): Promise<Visibility> {
  const isBehindGate = source.gate !== null && !(await allows(ctx, "repo.admin", resourceOf(source)));
  return isBehindGate ? "private" : source.visibility;
}

const isWider = (one: Visibility, other: Visibility) => VISIBILITIES.indexOf(one) < VISIBILITIES.indexOf(other);

/** Throws `invalid` (`too_visible`) for a copy that more people could see than its source. */
export function assertNotWider(wanted: Visibility, widest: Visibility): void {
  if (!isWider(wanted, widest)) return;
  throw new DomainError("invalid", `A copy of this repository cannot be ${wanted}`, { reason: "too_visible" });
}

/** The same for what is brought into a copy that is there: who administers the source brings it where they like. */
export async function assertMayFillCopy(ctx: Ctx, copy: Repository, source: Repository): Promise<void> {
  if (await allows(ctx, "repo.admin", resourceOf(source))) return;
  assertNotWider(copy.visibility, await widestOfCopy(ctx, source));
}

interface Opening {
  readonly visibility: Visibility;
  /** `undefined`: stays as it is. */
  readonly gate: Repository["gate"] | undefined;
}

/**
 * The same for a copy that is changed later: only who administers its source opens it further than that is. Of a source
 * that is gone nobody knows any more who might see it.
 */
export async function assertMayOpenCopy(ctx: Ctx, copy: Repository, { visibility, gate }: Opening): Promise<void> {
  const isOpened = isWider(visibility, copy.visibility) || (gate === null && copy.gate !== null);
  if (copy.forkOfId === null || !isOpened) return;
  const source = await findAnyRepo(ctx, copy.forkOfId);
  if (source !== null && (await allows(ctx, "repo.admin", resourceOf(source)))) return;
  assertNotWider(visibility, source === null ? copy.visibility : await widestOfCopy(ctx, source));
}
