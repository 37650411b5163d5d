import { ensureDefaultPrices } from "@/server/billing";
import { ensureFirstAdministrator } from "@/server/identity";
import type { Ctx, Dependency } from "@/server/kernel";

interface Wanted {
  readonly username: string;
  /** Unset: a random one is made. */
  readonly password: string | undefined;
  readonly token: string | undefined;
}

/** The administrator whose password was made just now, for the operator to read once. */
interface Administrator {
  readonly username: string;
  readonly password: string;
}

/** What a new installation starts with. Does nothing on any later start. */
export async function prepareFirstStart(
  ctx: Ctx<Dependency>,
  { username, token, password = ctx.random(15).toString("base64url") }: Wanted,
): Promise<Administrator | null> {
  await ensureDefaultPrices(ctx);
  const userId = await ensureFirstAdministrator(ctx, { username, password, token });
  return userId === null ? null : { username, password };
}
