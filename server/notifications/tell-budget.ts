import type { z } from "zod";
import { findKeyNames } from "@/server/gateway";
import { findAccounts, listAdministrators } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { notifyBudgetReached } from "./jobs";
import { insertNotifications } from "./store";

type News = z.infer<typeof notifyBudgetReached.payload>;

/** Tells those who look after the money of an account that half, most or all of a budget is spent. */
export async function tellBudgetReached(ctx: Ctx, news: News): Promise<void> {
  const { kind, ref, ownerId, period, periodStart, share } = news;
  const account = (await findAccounts(ctx.db, [ownerId])).get(ownerId);
  const key = kind === "key" ? (await findKeyNames(ctx.db, [ref])).get(ref) : undefined;
  const name = kind === "key" ? key : account?.displayName;
  if (!account || name === undefined) return;
  await insertNotifications(ctx, await listAdministrators(ctx.db, ownerId), {
    kind: "budgetReached",
    title: `${share} % of ${kind === "key" ? budgetOfKey(name, period) : `a budget of ${name}`} is spent`.slice(0, 300),
    params: { what: kind, name, share: String(share), since: periodStart, ...(period && { period }) },
    path: kind === "key" ? `/console/api-keys/${ref}` : "/console/usage",
    resource: { permission: "billing.read", id: ownerId, ownerId },
  });
}

const EACH = { hour: "hourly", day: "daily", week: "weekly", month: "monthly", total: "total" } as const;

/** A key has several: the one that was reached is told by its period. */
const budgetOfKey = (name: string, period: News["period"]) =>
  period ? `the ${EACH[period]} budget of the API key ${name}` : `a budget of the API key ${name}`;
