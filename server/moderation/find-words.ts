import { type Ctx, DomainError } from "@/server/kernel";
import { FindingCategory } from "./contract";
import { findHits } from "./judge-texts";

interface FoundWord {
  /** UTF-16 units, from the first to before the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly category: FindingCategory;
}

/**
 * Listed words in each of these texts, whatever policies say of them. Throws `unavailable` (`moderation_unavailable`)
 * where words cannot be looked for.
 */
export async function findWords(ctx: Ctx<"moderation">, texts: readonly string[]): Promise<readonly FoundWord[][]> {
  const rules = await ctx.live.moderation.rules(ctx);
  if (rules.automaton === null) {
    throw new DomainError("unavailable", "Texts cannot be checked at the moment: try again later", {
      reason: "moderation_unavailable",
    });
  }
  return texts.map((text) =>
    findHits(rules, text).map(({ start, end, category }) => ({
      start,
      end,
      category: FindingCategory.parse(category),
    })),
  );
}
