import { defineStream } from "@/server/kernel";
import { GetInvoiceInput } from "../contract/statements";
import { getReadableInvoice } from "./invoice";
import { pdfOf } from "./invoice-pdf";

export const downloadInvoice = defineStream({
  name: "billing.downloadInvoice",
  summary: "Download an invoice as PDF",
  http: { method: "GET", path: "/invoices/{id}/pdf" },
  input: GetInvoiceInput,
  produces: "application/pdf",
  async run(ctx, { id }) {
    const invoice = await getReadableInvoice(ctx, id);
    return {
      contentType: "application/pdf",
      fileName: `invoice-${invoice.number}.pdf`,
      body: pdfOf(invoice, new URL(ctx.site.origin).host),
    };
  },
});
