import { audit } from "@/server/audit";
import { setBudget as limit, periodOf } from "@/server/billing";
import { getOrganizationFor } from "@/server/identity";
import { atomically, type Ctx, defineCommand, parseMoney } from "@/server/kernel";
import { HolderBudgets, SetBudgetInput } from "../contract/budgets";
import { sumOfHolder } from "../store/consumers";
import { AUDITED, getPresentHolder } from "./holder";
import { showHolder } from "./show-holders";

export const setBudget = defineCommand({
  name: "gateway.setBudget",
  summary: "Limit what a member or a resource group may spend of an organization's money in each period",
  http: { method: "PUT", path: "/organizations/{name}/budgets/{kind}/{holder}/{period}" },
  input: SetBudgetInput,
  output: HolderBudgets,
  async run(ctx: Ctx<"dueCharges">, input) {
    const { kind, period, mode } = input;
    const { id: ownerId } = await getOrganizationFor(ctx, "billing.manage", input.name);
    const { subject, name } = await getPresentHolder(ctx, ownerId, input);
    const { ref: id } = subject;
    await ctx.live.dueCharges.settled(ownerId);

    return atomically(ctx, async (ctx) => {
      const { currency } = ctx.site;
      const spent = await sumOfHolder(ctx.db, { ownerId, of: { kind, id }, currency, ...periodOf(period, ctx.now()) });
      await limit(ctx, { budget: { ...subject, period }, limit: parseMoney(input.limit), mode, spent });
      const shown = await showHolder(ctx, subject);
      const details = { kind, period, mode, limit: input.limit };
      await audit(ctx, "budget.set", { kind: AUDITED[kind], id, name, ownerId, details });
      return shown;
    });
  },
});
