import type { z } from "zod";
import { findKeyNames } from "@/server/gateway";
import { findAccounts, findGroups, listPayers } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { notifyBudgetReached } from "./jobs";
import { insertNotifications } from "./store";

type News = z.infer<typeof notifyBudgetReached.payload>;

/**
 * Tells those who look after the money of an account that half, most or all of a budget is spent, and a member of an
 * organisation of their own.
 */
export async function tellBudgetReached(ctx: Ctx, news: News): Promise<void> {
  const { kind, ref, ownerId, period, periodStart, share } = news;
  const account = (await findAccounts(ctx.db, [ownerId])).get(ownerId);
  const name = await nameOf(ctx, news);
  if (!account || name === undefined) return;
  const note = {
    kind: "budgetReached",
    title: `${share} % of ${TITLES[kind](name, EACH[period ?? "some"])} is spent`.slice(0, 300),
    params: { what: kind, name, share: String(share), since: periodStart, ...(period && { period }) },
  } as const;
  const payers = await listPayers(ctx.db, ownerId);
  await insertNotifications(ctx, payers, {
    ...note,
    path: kind === "wallet" ? "/console/usage" : pathOf(news, account.name),
    resource: { permission: "billing.read", id: ownerId, ownerId },
  });
  if (kind !== "member" || payers.includes(ref)) return;
  const resource = { permission: "organization.read", id: ownerId, ownerId } as const;
  await insertNotifications(ctx, [ref], { ...note, path: pathOf(news, account.name), resource });
}

const pathOf = ({ kind, ref }: News, account: string) =>
  kind === "key" ? `/console/api-keys/${ref}` : `/organizations/${account}/budgets`;

async function nameOf(ctx: Ctx, { kind, ref, ownerId }: News): Promise<string | undefined> {
  switch (kind) {
    case "key":
      return (await findKeyNames(ctx.db, [ref])).get(ref);
    case "project":
      return (await findGroups(ctx.db, [ref])).get(ref)?.displayName;
    case "member":
      return (await findAccounts(ctx.db, [ref])).get(ref)?.displayName;
    case "wallet":
      return (await findAccounts(ctx.db, [ownerId])).get(ownerId)?.displayName;
  }
}

const EACH = {
  ...{ hour: "the hourly", day: "the daily", week: "the weekly", month: "the monthly", total: "the total" },
  some: "a",
} as const;

/** Who has several is told by its period which one was reached. */
const TITLES: Readonly<Record<News["kind"], (name: string, which: string) => string>> = {
  key: (name, which) => `${which} budget of the API key ${name}`,
  member: (name, which) => `${which} budget of the member ${name}`,
  project: (name, which) => `${which} budget of the resource group ${name}`,
  wallet: (name) => `a budget of ${name}`,
};
