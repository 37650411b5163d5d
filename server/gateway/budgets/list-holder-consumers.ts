import { getOrganizationFor } from "@/server/identity";
import { type Ctx, defineQuery } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { BudgetConsumer } from "../contract";
import { ListHolderConsumersInput } from "../contract/budgets";
import { readConsumers } from "../read-consumers";
import { getHolder } from "./holder";
import { visibleHolders } from "./visible-holders";

export const listHolderConsumers = defineQuery({
  name: "gateway.listHolderConsumers",
  summary: "List what uses up a budget of a member or a resource group in its running period, largest first",
  http: { method: "GET", path: "/organizations/{name}/budgets/{kind}/{holder}/consumers" },
  input: ListHolderConsumersInput,
  output: pageOf(BudgetConsumer),
  async run(ctx: Ctx<"dueCharges">, input) {
    const { name, kind } = input;
    const { id: ownerId } = await getOrganizationFor(ctx, "organization.read", name);
    const holders = await visibleHolders(ctx, ownerId);
    const mayBeOwn = holders === "all" || (kind === "member" && holders.length > 0);
    if (!mayBeOwn) await getOrganizationFor(ctx, "billing.read", name);
    const { ref: id } = (await getHolder(ctx, ownerId, input)).subject;
    const isOwn = holders === "all" || holders.some(({ ref }) => ref === id);
    if (!isOwn) await getOrganizationFor(ctx, "billing.read", name);
    return readConsumers(ctx, input, {
      ownerId,
      of: { kind, id },
      list: `gateway.listHolderConsumers ${ownerId} ${id}`,
    });
  },
});
