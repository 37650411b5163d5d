import { defineQuery } from "@/server/kernel";
import { GetInvoiceInput, Invoice } from "../contract/statements";
import { getReadableInvoice } from "./invoice";

export const getInvoice = defineQuery({
  name: "billing.getInvoice",
  summary: "Show an invoice",
  http: { method: "GET", path: "/invoices/{id}" },
  input: GetInvoiceInput,
  output: Invoice,
  run: (ctx, { id }) => getReadableInvoice(ctx, id),
});
