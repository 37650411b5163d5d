import type { FindingCategory } from "@/server/moderation/contract";

/** What OpenAI's clients ask for, in its order. */
const CATEGORIES = [
  ...["harassment", "harassment/threatening", "hate", "hate/threatening", "illicit", "illicit/violent", "self-harm"],
  ...["self-harm/intent", "self-harm/instructions", "sexual", "sexual/minors", "violence", "violence/graphic"],
] as const;

/** Categories of words in OpenAI's; those that it does not know keep their own name. */
const NAMES: Readonly<Record<FindingCategory, string>> = {
  ...{ abuse: "harassment", porn: "sexual", violence: "violence" },
  ...{ politics: "politics", ads: "ads", custom: "custom" },
};
const ALL = [...new Set([...CATEGORIES, ...Object.values(NAMES)])];

/** What was found in one text, as OpenAI tells it: a listed word is there or not, so a score is 1 or 0. */
export function verdictOf(found: readonly FindingCategory[]) {
  const hit = new Set(found.map((category) => NAMES[category]));
  const each = <T>(tell: (isHit: boolean) => T) => Object.fromEntries(ALL.map((name) => [name, tell(hit.has(name))]));
  return {
    flagged: hit.size > 0,
    categories: each((isHit) => isHit),
    category_scores: each(Number),
    category_applied_input_types: each(() => ["text"]),
  };
}
