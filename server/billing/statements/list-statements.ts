import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { defineQuery, formatMoney, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { accountResource } from "../account-resource";
import { ListStatementsInput, StatementSummary } from "../contract/statements";
import { listMonths } from "../store/statements";

const NO_ROW = "00000000-0000-0000-0000-000000000000";

export const listStatements = defineQuery({
  name: "billing.listStatements",
  summary: "List the months in which something was booked for an owner, newest first",
  http: { method: "GET", path: "/statements" },
  input: ListStatementsInput,
  output: pageOf(StatementSummary),
  async run(ctx, input) {
    const { id: ownerId } = await getOwner(ctx, input.owner);
    await authorize(ctx, "billing.read", accountResource(ownerId));
    const { currency } = ctx.site;
    const { items, nextCursor } = await page(ctx, input, {
      list: `billing.listStatements ${ownerId}`,
      read: (after, limit) => listMonths(ctx.db, { ownerId, currency }, { before: after?.sort ?? null, limit }),
      keyOf: ({ month }) => ({ sort: month, id: NO_ROW }),
    });
    return {
      items: items.map(({ month, charged, moved }) => ({
        ...{ month, currency },
        ...{ charged: formatMoney(charged), moved: formatMoney(moved) },
      })),
      nextCursor,
    };
  },
});
