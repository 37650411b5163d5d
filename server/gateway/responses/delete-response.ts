import { type Ctx, notFound } from "@/server/kernel";
import type { Caller } from "../caller";
import { deleteResponseRow } from "./store";

/** By the id of its call. Throws `not_found`, also for one of somebody else. */
export async function deleteResponse(ctx: Ctx, { payerId: ownerId, userId }: Caller, id: string): Promise<void> {
  const isDeleted = await deleteResponseRow(ctx.db, { id, ownerId, userId, now: ctx.now() });
  if (!isDeleted) throw notFound("Response", id);
}
