import PDFDocument from "pdfkit";
import type { Invoice, InvoiceLine } from "../contract/statements";

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - MARGIN;
/** Where the columns begin, and how wide they are. */
const COLUMNS = [
  { x: MARGIN, width: WIDTH * 0.55, align: "left" },
  { x: MARGIN + WIDTH * 0.55, width: WIDTH * 0.2, align: "right" },
  { x: MARGIN + WIDTH * 0.75, width: WIDTH * 0.25, align: "right" },
] as const;

const LABELS: Readonly<Record<InvoiceLine["kind"], string>> = {
  tokens: "Tokens",
  minutes: "Replica minutes",
  unlisted: "Other usage",
  borne: "Borne by the platform",
  refund: "Refunds",
};

/**
 * An invoice as PDF (A4, in English): the same invoice is the same bytes. The standard fonts of PDF have Latin letters
 * only, so an issuer whose name has others is named by its host.
 */
export function pdfOf(invoice: Invoice, host: string): AsyncIterable<Uint8Array> {
  const { number, issuer, owner, month, issuedAt, currency, total } = invoice;
  const info = { Title: `Invoice ${number}`, CreationDate: issuedAt, ModDate: issuedAt };
  const pdf = new PDFDocument({ size: "A4", margin: MARGIN, info });

  pdf.font("Helvetica-Bold").fontSize(20).text(`Invoice ${number}`);
  pdf.font("Helvetica").fontSize(10).moveDown();
  for (const line of [
    `From: ${isLatin(issuer) ? issuer : host}`,
    `To: ${owner}`,
    `Month: ${month} (UTC)`,
    `Issued: ${issuedAt.toISOString().slice(0, 10)}`,
  ]) {
    pdf.text(line);
  }
  pdf.moveDown(2).font("Helvetica-Bold");
  row(pdf, ["What", "Quantity", `Amount (${currency})`]);
  pdf.font("Helvetica");
  for (const { kind, sku, quantity, amount } of invoice.lines) {
    row(pdf, [sku === "" ? LABELS[kind] : `${LABELS[kind]}: ${sku}`, quantity === 0 ? "" : String(quantity), amount]);
  }
  pdf.font("Helvetica-Bold");
  row(pdf, ["Total", "", total]);
  pdf.end();
  return pdf;
}

function row(pdf: PDFKit.PDFDocument, cells: readonly [string, string, string]): void {
  const heights = COLUMNS.map(({ width }, index) => pdf.heightOfString(cells[index] ?? "", { width }));
  const height = Math.max(...heights) + 6;
  if (pdf.y + height > BOTTOM) pdf.addPage();
  const { y } = pdf;
  COLUMNS.forEach(({ x, width, align }, index) => {
    pdf.text(cells[index] ?? "", x, y, { width, align });
  });
  pdf.x = MARGIN;
  pdf.y = y + height;
}

const isLatin = (text: string): boolean => /^[\u0020-\u007e\u00a0-\u00ff]*$/.test(text);
