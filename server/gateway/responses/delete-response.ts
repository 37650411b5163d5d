import { type Ctx, notFound } from "@/server/kernel";
import type { Caller } from "../caller";
import { deleteResponseRow } from "./store";

/** Throws `not_found`, also for one of somebody else. */
export async function deleteResponse(ctx: Ctx, { payerId: ownerId, userId }: Caller, id: string | null): Promise<void> {
  const isDeleted = id !== null && (await deleteResponseRow(ctx.db, { id, ownerId, userId, now: ctx.now() }));
  if (!isDeleted) throw notFound("Response", id ?? "");
}
