import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { PutTagRuleInput, TagRule } from "../contract/tag-rule";
import { wordOf } from "./aliases";
import { ruleOf } from "./rule";
import { listTagRules, lockTagRules, saveTagRule } from "./store/tag-rules";

export const putTagRule = defineCommand({
  name: "hub.putTagRule",
  summary: "Hide a tag in lists, put it first, or let it stand for another; cards stay as they are",
  http: { method: "PUT", path: "/admin/tag-rules" },
  input: PutTagRuleInput,
  output: TagRule,
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.repositories");
    return atomically(ctx, async (ctx) => {
      await lockTagRules(ctx.db);
      const rule = await saveTagRule(ctx, ruleOf(input, await listTagRules(ctx.db)));
      const { id, facet, tag, target, position, labelEn, labelZh } = rule;
      const details = { rule: rule.rule, target, position, labelEn, labelZh };
      await audit(ctx, "tagRule.set", { kind: "tagRule", id, name: wordOf(facet, tag), details });
      return rule;
    });
  },
});
