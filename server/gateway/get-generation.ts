import { z } from "zod";
import { type Ctx, notFound } from "@/server/kernel";
import type { Caller } from "./caller";
import { findRequest, type RequestRow } from "./store/requests";

const Id = z.uuid();

/**
 * A call that has ended, by the id that its answer told, for those who paid for it. Throws `not_found`, also for a call
 * of somebody else and for one that is still running.
 */
export async function getGeneration(ctx: Ctx<"dueCharges">, { payerId }: Caller, id: string): Promise<RequestRow> {
  if (!Id.safeParse(id).success) throw notFound("Generation", id);
  await ctx.live.dueCharges.settled(payerId);
  const row = await findRequest(ctx.db, { id, ownerId: payerId });
  if (!row) throw notFound("Generation", id);
  return row;
}
