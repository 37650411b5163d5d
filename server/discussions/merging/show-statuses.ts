import { findAccounts } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { StatusRow } from "../store/statuses";

export async function showStatuses(ctx: Ctx, rows: readonly StatusRow[]) {
  const creators = await findAccounts(
    ctx.db,
    rows.map(({ creatorId }) => creatorId),
  );
  return rows.map(({ context, state, description, targetUrl, updatedAt, creatorId }) => ({
    ...{ context, state, description, targetUrl, updatedAt },
    creator: creators.get(creatorId)?.name ?? null,
  }));
}
