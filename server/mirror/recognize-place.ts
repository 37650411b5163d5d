import type { Ctx } from "@/server/kernel";
import type { ReadAddress } from "./place";
import { unclaimedOrigin } from "./read-address";
import { readPlace, type Typed } from "./read-place";

const PATIENCE_MS = 5_000;
const QUESTION = "/api/v1/me";
const REALM = /^Bearer realm="Modelyard"/;

/**
 * What an address means in this installation. A server that nobody knows by its host is asked whether it is another
 * Modelyard, unless its kind was given. Throws as `readAddress` does; a server that does not answer is taken for git.
 */
export async function recognizePlace(ctx: Ctx<"insideOrigins">, { address, source }: Typed): Promise<ReadAddress> {
  if (source !== undefined) return readPlace(ctx, { address, source });
  const origin = unclaimedOrigin(address, (one) => ctx.live.insideOrigins.has(one));
  const isOther = origin !== null && (await isModelyard(ctx, origin));
  return readPlace(ctx, { address, source: isOther ? "modelyard" : undefined });
}

/**
 * The platform refuses a visitor who asks for an account of their own in words that no other software has. No credential
 * is sent; of a server that is dead or may not be called, whoever goes on to clone from it tells.
 */
async function isModelyard(ctx: Ctx, origin: string): Promise<boolean> {
  const asked = ctx.fetch(`${origin}${QUESTION}`, { redirect: "manual", totalMs: PATIENCE_MS });
  return asked.then(hasOurRealm, () => false);
}

async function hasOurRealm({ status, headers, body }: Response): Promise<boolean> {
  await body?.cancel();
  return status === 401 && REALM.test(headers.get("www-authenticate") ?? "");
}
