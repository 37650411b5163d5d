import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { defineQuery } from "@/server/kernel";
import { GetOverviewInput, Overview } from "./contract";
import { figuresOf } from "./figures";

export const getOverview = defineQuery({
  name: "insights.getOverview",
  summary: "Show what an owner has, runs and spends this month",
  http: { method: "GET", path: "/overview" },
  input: GetOverviewInput,
  output: Overview,
  async run(ctx, input) {
    const { id, name: owner } = await getOwner(ctx, input.owner);
    await authorize(ctx, "billing.read", { kind: "Account", id, ownerId: id, visibility: "private" });
    return { owner, ...(await figuresOf(ctx, id)) };
  },
});
