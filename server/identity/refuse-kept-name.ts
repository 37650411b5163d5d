import { allowsPlatform } from "@/server/access";
import { type Ctx, DomainError } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import type { CacheSettings } from "@/server/settings/contract";
import { foldName } from "./contract";

const SHELF = /^(?:models|datasets|spaces)\//;

/** Owners elsewhere whom the policy of the cache names, without a star, folded. */
export function namesKept({ cache, cacheAllow }: Pick<CacheSettings, "cache" | "cacheAllow">): ReadonlySet<string> {
  if (cache === "off") return new Set();
  const ids = foldName(cacheAllow).split(/[\s,]+/);
  const owners = ids.map((id) => /^([^/*?[\]\\!]+)\/./.exec(id.replace(SHELF, ""))?.[1]);
  return new Set(owners.filter((owner) => owner !== undefined));
}

/**
 * What comes from an owner elsewhere comes no more once somebody here has that name: only administrators give such a
 * name away. Throws `conflict` (`name_taken`).
 */
export async function refuseKeptName(ctx: Ctx, name: string): Promise<void> {
  const kept = namesKept(await readSettings(ctx.db));
  if (!kept.has(foldName(name)) || allowsPlatform(ctx, "platform.users")) return;
  throw new DomainError("conflict", `The name ${name} is kept for an owner at another hub`, { reason: "name_taken" });
}
