import { ensureDefaultPrices } from "@/server/billing";
import { ensureRuntimePack } from "@/server/compute";
import { ensureFirstAdministrator } from "@/server/identity";
import type { Ctx, Dependency } from "@/server/kernel";
import { plantSamples } from "./samples";

interface Wanted {
  readonly username: string;
  /** Unset: a random one is made. */
  readonly password: string | undefined;
  readonly token: string | undefined;
  readonly samples: "default" | "none";
}

/** The administrator whose password was made just now, for the operator to read once. */
interface Administrator {
  readonly username: string;
  readonly password: string;
}

/** Models in GGUF can be deployed without any further step. */
const FIRST_PACK = "llama-cpp";

/** What a new installation starts with.. */
export async function prepareFirstStart(
  ctx: Ctx<Dependency>,
  { username, token, samples, password = ctx.random(15).toString("base64url") }: Wanted,
): Promise<Administrator | null> {
  await ensureDefaultPrices(ctx);
  const userId = await ensureFirstAdministrator(ctx, { username, password, token });
  if (userId !== null) {
    await ensureRuntimePack(ctx, FIRST_PACK);
    if (samples === "default") await plantSamples(ctx, userId);
  }
  return userId === null ? null : { username, password };
}
