import { authorizePlatform } from "@/server/access";
import { defineQuery, pageOfAll } from "@/server/kernel";
import { ListPoliciesInput, PolicyPage } from "../contract";
import { listPolicyRows } from "../store/policies";

export const listPolicies = defineQuery({
  name: "moderation.listPolicies",
  summary: "List what happens to listed words, by category and by where they are written",
  http: { method: "GET", path: "/admin/moderation-policies" },
  input: ListPoliciesInput,
  output: PolicyPage,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.moderation");
    const rows = await listPolicyRows(ctx.db);
    return pageOfAll(ctx, input, {
      ...{ list: "moderation.listPolicies", rows },
      sortOf: ({ category, surface }) => `${category} ${surface}`,
    });
  },
});
