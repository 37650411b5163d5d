import { type Ctx, notFound } from "@/server/kernel";
import type { Caller } from "../caller";
import { findResponseBody } from "./store";

/** A kept response, as it was told. Throws `not_found`, also for one of somebody else. */
export async function getResponse(ctx: Ctx, { payerId: ownerId, userId }: Caller, id: string | null): Promise<object> {
  const body = id === null ? null : await findResponseBody(ctx.db, { id, ownerId, userId, now: ctx.now() });
  if (body === null) throw notFound("Response", id ?? "");
  return Object(JSON.parse(body));
}
