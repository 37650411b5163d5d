import type { Ctx } from "@/server/kernel";
import { periodOf } from "./period";
import { lockScope, type ScopeRow } from "./store/scopes";

/** The budget that stands for all that an owner may spend. */
export const walletBudget = (ownerId: string) => ({ kind: "wallet", ref: ownerId, ownerId, period: "total" }) as const;

/** Its row, locked until the end of the transaction; `null` where nothing limits the owner, or nobody spent yet. */
export const lockWalletScope = (ctx: Ctx, ownerId: string): Promise<ScopeRow | null> =>
  lockScope(ctx.db, {
    ...walletBudget(ownerId),
    ...{ currency: ctx.site.currency, periodStart: periodOf("total", ctx.now()).start },
  });
