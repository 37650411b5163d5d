import { allows } from "@/server/access";
import { type Ctx, DomainError } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import type { Repository } from "../repositories/repository";
import { resourceOf } from "../repositories/repository";
import { findFileScans } from "./store";
import { statusOf } from "./verdict";

/** Those of the contents that this installation keeps back, since the scanner found them unsafe. */
export async function keptBack(ctx: Ctx, oids: readonly string[]): Promise<ReadonlySet<string>> {
  if ((await readSettings(ctx.db)).blockUnsafe === "off") return new Set();
  const rows = await findFileScans(ctx, oids);
  return new Set([...rows.values()].filter((row) => statusOf(row) === "unsafe").map(({ oid }) => oid));
}

/**
 * Throws `forbidden` (`unsafe_file`) for a content that is kept back, unless the actor may write to the repository:
 * whoever has to mend a file has to reach it.
 */
export async function refuseUnsafe(ctx: Ctx, repo: Repository, oid: string): Promise<void> {
  const isKept = (await keptBack(ctx, [oid])).has(oid);
  if (isKept && !(await allows(ctx, "repo.write", resourceOf(repo)))) throw unsafeFile();
}

export const unsafeFile = (): DomainError =>
  new DomainError("forbidden", "The scanner found this file unsafe, and this installation hands out no such files", {
    reason: "unsafe_file",
  });
