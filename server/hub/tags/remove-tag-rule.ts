import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { RemoveTagRuleInput } from "../contract/tag-rule";
import { wordOf } from "./aliases";
import { deleteTagRule, lockTagRules } from "./store/tag-rules";

export const removeTagRule = defineCommand({
  name: "hub.removeTagRule",
  summary: "Remove the rule of a tag, so that lists show it as cards say it",
  http: { method: "DELETE", path: "/admin/tag-rules/{id}", status: 204 },
  input: RemoveTagRuleInput,
  output: Nothing,
  async run(ctx, { id }) {
    await authorizePlatform(ctx, "platform.repositories");
    return atomically(ctx, async (ctx) => {
      await lockTagRules(ctx.db);
      const { facet, tag, rule, target } = await deleteTagRule(ctx.db, id);
      const name = wordOf(facet, tag);
      await audit(ctx, "tagRule.removed", { kind: "tagRule", id, name, details: { rule, target } });
      return {};
    });
  },
});
