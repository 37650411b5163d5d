import { authorizePlatform } from "@/server/access";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { FindingCategory, TryTextAnswer, TryTextInput } from "../contract";
import { findHits, policyFor } from "../judge-texts";

export const tryText = defineQuery({
  name: "moderation.tryText",
  summary: "See which listed words are found in a text, and what would happen",
  http: { method: "POST", path: "/admin/moderation/try" },
  input: TryTextInput,
  output: TryTextAnswer,
  async run(ctx: Ctx<"moderation">, { text, surface }) {
    await authorizePlatform(ctx, "platform.moderation");
    const rules = await ctx.live.moderation.rules(ctx);
    if (rules.automaton === null) {
      throw new DomainError("unavailable", "Texts cannot be checked at the moment", {
        reason: "moderation_unavailable",
      });
    }
    const hits = findHits(rules, text).map((hit) => ({
      ...{ start: hit.start, end: hit.end, category: FindingCategory.parse(hit.category) },
      action: policyFor(rules, surface, hit)?.action ?? null,
    }));
    return { hits };
  },
});
