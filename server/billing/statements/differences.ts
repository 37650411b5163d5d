import type { Ctx } from "@/server/kernel";
import { LEDGER_CHECKS } from "../contract/statements";
import { compare, type Differences } from "../store/ledger-checks";

interface Found extends Differences {
  readonly name: (typeof LEDGER_CHECKS)[number];
}

/** Every check, one after the other: together they would read the same tables at once. */
export async function differencesOf(ctx: Ctx): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of LEDGER_CHECKS) found.push({ name, ...(await compare(ctx.db, name)) });
  return found;
}
