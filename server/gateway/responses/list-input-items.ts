import { type Ctx, notFound } from "@/server/kernel";
import type { Caller } from "../caller";
import { findResponse } from "./store";

type Json = Readonly<Record<string, unknown>>;

/** What a kept response was asked itself, in its order. Throws `not_found`, also for one of somebody else. */
export async function listInputItems(
  ctx: Ctx,
  { payerId: ownerId, userId }: Caller,
  id: string,
): Promise<readonly Json[]> {
  const found = await findResponse(ctx.db, { id, ownerId, userId, now: ctx.now() });
  if (found === null) throw notFound("Response", id);
  const items: readonly Json[] = JSON.parse(found.turn);
  const { output } = Object(JSON.parse(found.body));
  return items.slice(0, items.length - (Array.isArray(output) ? output.length : 0));
}
