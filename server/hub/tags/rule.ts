import { DomainError } from "@/server/kernel";
import { MAX_TAG_RULES, type PutTagRuleInput, type TagRule } from "../contract/tag-rule";

/**
 * What is to be saved, beside the rules there are. Throws `invalid` for what does not belong to the kind of rule, and
 * `conflict` for an alias of an alias or one rule too many.
 */
export function ruleOf(input: PutTagRuleInput, present: readonly TagRule[]): Omit<TagRule, "id"> {
  const { facet, tag, rule, target = null, position = null, labelEn = null, labelZh = null } = input;
  if (rule !== "featured" && [position, labelEn, labelZh].some((value) => value !== null)) {
    throw new DomainError("invalid", "Only a featured tag has a position and labels");
  }
  if ((rule === "alias") !== (target !== null)) {
    throw new DomainError("invalid", "An alias names the tag that it stands for, and no other rule does");
  }
  const others = present.filter((other) => other.facet === facet && other.tag !== tag);
  if (rule === "alias") refuseChains(tag, target, others);
  const isNew = !present.some((other) => other.facet === facet && other.tag === tag);
  if (isNew && present.length >= MAX_TAG_RULES) {
    throw new DomainError("conflict", `There are ${MAX_TAG_RULES} rules, more cannot be kept: remove one first`);
  }
  return { facet, tag, rule, target, position: rule === "featured" ? (position ?? 0) : null, labelEn, labelZh };
}

/** An alias stands for a tag that is none: then there are no circles either. */
function refuseChains(tag: string, target: string | null, others: readonly TagRule[]): void {
  if (target === tag) throw new DomainError("invalid", "A tag cannot stand for itself");
  const next = others.find((other) => other.rule === "alias" && other.tag === target);
  if (next) throw new DomainError("conflict", `${next.tag} is an alias of ${next.target}: choose ${next.target}`);
  const previous = others.find((other) => other.rule === "alias" && other.target === tag);
  if (previous) {
    throw new DomainError("conflict", `${previous.tag} is an alias of ${tag}: point it elsewhere first`);
  }
}
