import { authorizePlatform, personOf, requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { findAccountRow } from "@/server/identity";
import { atomically, type Ctx, DomainError, defineCommand, notFound, parseMoney } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { Invoice, IssueInvoiceInput } from "../contract/statements";
import { lockWallets } from "../funds/lock-wallets";
import { monthNamed } from "../month";
import { findInvoiceOf, insertInvoice, nextNumber } from "../store/invoices";
import { invoiceFrom } from "./invoice";
import { billOf } from "./statement";

export const issueInvoice = defineCommand({
  name: "billing.issueInvoice",
  summary: "Issue the invoice of a month that is over, under the next number",
  http: { method: "POST", path: "/invoices", status: 201 },
  input: IssueInvoiceInput,
  output: Invoice,
  async run(ctx: Ctx<"dueCharges">, { owner: name, month }) {
    await authorizePlatform(ctx, "platform.finance");
    requireStrongAuth(ctx);
    // Who deleted their account owes what they used; the row has their name until it is purged.
    const owner = await findAccountRow(ctx.db, name);
    if (!owner) throw notFound("Account", name);
    const { currency } = ctx.site;
    if (monthNamed(month).end > ctx.now()) throw new DomainError("invalid", "This month is not over yet");
    await ctx.live.dueCharges.settled(owner.id);
    const { siteName } = await readSettings(ctx.db);
    return atomically(ctx, async (ctx) => {
      // First the number, whose row is the lock: two invoices of one month are seen here, and a number is given back.
      const number = await nextNumber(ctx.db);
      const known = await findInvoiceOf(ctx.db, { ownerId: owner.id, month, currency });
      if (known) throw new DomainError("conflict", `Invoice ${known.number} is of this month`);
      // Whoever books for this customer has ended, or books in a month that is not this one.
      await lockWallets(ctx, [{ ownerId: owner.id, currency }]);
      const { lines, charged } = await billOf(ctx, { ownerId: owner.id, currency }, monthNamed(month));
      if (lines.length === 0) throw new DomainError("invalid", "Nothing was charged in this month");
      const row = {
        ...{ id: ctx.id(), number, ownerId: owner.id, ownerName: owner.name, issuer: siteName, month, currency },
        ...{ lines, total: parseMoney(charged), issuedAt: ctx.now(), issuedBy: personOf(ctx).userId },
      };
      await insertInvoice(ctx.db, row);
      const details = { month, total: charged };
      await audit(ctx, "invoice.issued", {
        ...{ kind: "Invoice", id: row.id, name: String(number), ownerId: owner.id, details },
      });
      return invoiceFrom(row);
    });
  },
});
