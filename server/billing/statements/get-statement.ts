import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { type Ctx, defineQuery } from "@/server/kernel";
import { accountResource } from "../account-resource";
import { GetStatementInput, Statement } from "../contract/statements";
import { monthNamed } from "../month";
import { findInvoiceOf } from "../store/invoices";
import { billOf } from "./statement";

export const getStatement = defineQuery({
  name: "billing.getStatement",
  summary: "Show what a month cost an owner, line by line, and how the balance came about",
  http: { method: "GET", path: "/statements/{month}" },
  input: GetStatementInput,
  output: Statement,
  async run(ctx: Ctx<"dueCharges">, input) {
    const owner = await getOwner(ctx, input.owner);
    await authorize(ctx, "billing.read", accountResource(owner.id));
    await ctx.live.dueCharges.settled(owner.id);
    const { currency } = ctx.site;
    const month = monthNamed(input.month);
    const [bill, invoice] = await Promise.all([
      billOf(ctx, { ownerId: owner.id, currency }, month),
      findInvoiceOf(ctx.db, { ownerId: owner.id, month: input.month, currency }),
    ]);
    const isOver = month.end <= ctx.now();
    return { owner: owner.name, month: input.month, currency, ...bill, invoice, isOver };
  },
});
