import { audit } from "@/server/audit";
import { readBudgets, setBudget } from "@/server/billing";
import { getOrganizationFor } from "@/server/identity";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { RemoveBudgetInput } from "../contract/budgets";
import { AUDITED, getHolder } from "./holder";

export const removeBudget = defineCommand({
  name: "gateway.removeBudget",
  summary: "Take a budget of a member or a resource group of an organization away",
  http: { method: "DELETE", path: "/organizations/{name}/budgets/{kind}/{holder}/{period}", status: 204 },
  input: RemoveBudgetInput,
  output: Nothing,
  async run(ctx, input) {
    const { kind, period } = input;
    const { id: ownerId } = await getOrganizationFor(ctx, "billing.manage", input.name);
    const { subject, name } = await getHolder(ctx, ownerId, input);
    const { ref: id } = subject;
    return atomically(ctx, async (ctx) => {
      const budgets = await readBudgets(ctx, [subject], ctx.now());
      if (!budgets.some((budget) => budget.period === period)) throw notFound("Budget", `${name} (${period})`);
      await setBudget(ctx, { budget: { ...subject, period }, limit: null, mode: "hard" });
      await audit(ctx, "budget.removed", { kind: AUDITED[kind], id, name, ownerId, details: { kind, period } });
      return {};
    });
  },
});
