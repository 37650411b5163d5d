import { authorize } from "@/server/access";
import { type Ctx, formatMoney, notFoundAs } from "@/server/kernel";
import { accountResource } from "../account-resource";
import type { Invoice } from "../contract/statements";
import { getInvoiceRow, type InvoiceRow } from "../store/invoices";

export const invoiceFrom = ({ ownerName, total, lines, ...row }: InvoiceRow): Invoice => ({
  ...row,
  lines: [...lines],
  owner: ownerName,
  total: formatMoney(total),
});

/** An invoice for who may read what its owner pays. Throws `not_found`, also for everybody else. */
export async function getReadableInvoice(ctx: Ctx, id: string): Promise<Invoice> {
  const row = await getInvoiceRow(ctx.db, id);
  await authorize(ctx, "billing.read", accountResource(row.ownerId)).catch(notFoundAs("Invoice", id));
  return invoiceFrom(row);
}
