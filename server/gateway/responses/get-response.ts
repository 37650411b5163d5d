import { type Ctx, notFound } from "@/server/kernel";
import type { Caller } from "../caller";
import { findResponse } from "./store";

/** A kept response, as it was told, by the id of its call. Throws `not_found`, also for one of somebody else. */
export async function getResponse(ctx: Ctx, { payerId: ownerId, userId }: Caller, id: string): Promise<object> {
  const found = await findResponse(ctx.db, { id, ownerId, userId, now: ctx.now() });
  if (found === null) throw notFound("Response", id);
  return Object(JSON.parse(found.body));
}
