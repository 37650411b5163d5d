import { type Ctx, notFound } from "@/server/kernel";
import type { Caller } from "../caller";
import { findResponseBody } from "./store";

/** A kept response, as it was told, by the id of its call. Throws `not_found`, also for one of somebody else. */
export async function getResponse(ctx: Ctx, { payerId: ownerId, userId }: Caller, id: string): Promise<object> {
  const body = await findResponseBody(ctx.db, { id, ownerId, userId, now: ctx.now() });
  if (body === null) throw notFound("Response", id);
  return Object(JSON.parse(body));
}
