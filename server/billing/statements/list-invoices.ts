import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { accountResource } from "../account-resource";
import { InvoiceSummary, ListInvoicesInput } from "../contract/statements";
import { listInvoiceRows } from "../store/invoices";
import { invoiceFrom } from "./invoice";

export const listInvoices = defineQuery({
  name: "billing.listInvoices",
  summary: "List the invoices of an owner, newest first",
  http: { method: "GET", path: "/invoices" },
  input: ListInvoicesInput,
  output: pageOf(InvoiceSummary),
  async run(ctx, input) {
    const { id: ownerId } = await getOwner(ctx, input.owner);
    await authorize(ctx, "billing.read", accountResource(ownerId));
    const { items, nextCursor } = await page(ctx, input, {
      list: `billing.listInvoices ${ownerId}`,
      read: (after, limit) =>
        listInvoiceRows(ctx.db, { ownerId, before: after === null ? null : Number(after.sort), limit }),
      keyOf: ({ number, id }) => ({ sort: String(number), id }),
    });
    return { items: items.map(invoiceFrom), nextCursor };
  },
});
