import { listSubjects } from "@/server/billing";
import { getOrganizationFor } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { HolderBudgets, ListBudgetsInput } from "../contract/budgets";
import { showHolders } from "./show-holders";
import { visibleHolders } from "./visible-holders";

const KINDS = ["member", "project"] as const;

export const listBudgets = defineQuery({
  name: "gateway.listBudgets",
  summary: "List the budgets of an organization's members and resource groups that you may see, with what is spent",
  http: { method: "GET", path: "/organizations/{name}/budgets" },
  input: ListBudgetsInput,
  output: pageOf(HolderBudgets),
  async run(ctx: Ctx<"dueCharges">, input) {
    const { id: ownerId } = await getOrganizationFor(ctx, "organization.read", input.name);
    const holders = await visibleHolders(ctx, ownerId);
    if (holders.length === 0) await getOrganizationFor(ctx, "billing.read", input.name);
    await ctx.live.dueCharges.settled(ownerId);

    const refs = holders === "all" ? undefined : holders.map(({ ref }) => ref);
    const filter = { ownerId, kinds: KINDS, refs, currency: ctx.site.currency };
    const { items, nextCursor } = await page(ctx, input, {
      list: `gateway.listBudgets ${ownerId}`,
      read: (after, limit) => listSubjects(ctx.db, { ...filter, after, limit }),
      keyOf: ({ kind, ref }) => ({ sort: kind, id: ref }),
    });
    return { items: await showHolders(ctx, ownerId, items), nextCursor };
  },
});
