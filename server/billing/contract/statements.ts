import { z } from "zod";
import { Money, PageInput } from "@/server/kernel/contract";
import { Currency, OwnerName, PostingKind } from ".";

export const MonthName = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, "A month such as 2026-11")
  .describe("A calendar month in UTC, such as 2026-11.");

/** What a line of a statement is about. `unlisted`: charged before charges knew their booking. */
export const LINE_KINDS = ["tokens", "minutes", "unlisted", "borne", "refund"] as const;

export const InvoiceLine = z.object({
  kind: z.enum(LINE_KINDS),
  sku: z.string().describe("Model or instance type; empty where a line has none."),
  quantity: z.int().describe("Tokens, or minutes of replicas; 0 where a line counts nothing."),
  amount: Money.describe("`borne` and `refund` are negative."),
});
export type InvoiceLine = z.infer<typeof InvoiceLine>;

export const GetStatementInput = z.strictObject({ owner: OwnerName, month: MonthName });

export const Movement = z.object({
  kind: PostingKind,
  at: z.date(),
  amount: Money,
  reason: z.string(),
});

export const Statement = z.object({
  owner: z.string(),
  month: MonthName,
  currency: Currency,
  opening: Money.describe("Money there was less what was owed, when the month began."),
  lines: z.array(InvoiceLine).describe("At most 1,000."),
  charged: Money.describe("The sum of the lines."),
  movements: z.array(Movement).describe("What came in, ended or was set right; the newest 200."),
  moved: Money.describe("The sum of all of them, not of those shown alone."),
  closing: Money.describe("opening − charged + moved"),
  invoice: z.object({ id: z.uuid(), number: z.int() }).nullable(),
  isOver: z.boolean().describe("Whether the month is over; only then it is invoiced."),
});
export type Statement = z.infer<typeof Statement>;

export const ListStatementsInput = z.strictObject({ ...PageInput.shape, owner: OwnerName });
export const StatementSummary = Statement.pick({ month: true, currency: true, charged: true, moved: true });
export type StatementSummary = z.infer<typeof StatementSummary>;

export const IssueInvoiceInput = z.strictObject({ owner: z.string().min(1).max(96), month: MonthName });

export const Invoice = z.object({
  id: z.uuid(),
  number: z.int(),
  owner: z.string().describe("As it was called when the invoice was issued."),
  issuer: z.string(),
  month: MonthName,
  currency: Currency,
  lines: z.array(InvoiceLine),
  total: Money,
  issuedAt: z.date(),
});
export type Invoice = z.infer<typeof Invoice>;

export const GetInvoiceInput = z.strictObject({ id: z.uuid() });
export const ListInvoicesInput = z.strictObject({ ...PageInput.shape, owner: OwnerName });
export const InvoiceSummary = Invoice.omit({ lines: true });
export type InvoiceSummary = z.infer<typeof InvoiceSummary>;

export const ExportChargesInput = z.strictObject({
  owner: OwnerName,
  month: MonthName,
  format: z.enum(["csv", "jsonl"]).default("csv"),
});

export const CheckLedgerInput = z.strictObject({});
export const LEDGER_CHECKS = ["balanced", "balances", "usage", "minutes", "usageDays", "runs", "wallets"] as const;
export const LedgerReport = z.object({
  checkedAt: z.date(),
  isEven: z.boolean().describe("Whether no check found a difference."),
  checks: z.array(
    z.object({
      name: z.enum(LEDGER_CHECKS),
      rows: z.int().describe("How many sums were compared."),
      different: z.int().describe("How many of them differ."),
      difference: Money.describe("All differences together, each without its sign."),
      examples: z.array(z.string()).describe("The first ten that differ."),
    }),
  ),
});
export type LedgerReport = z.infer<typeof LedgerReport>;
