import { z } from "zod";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { Facet } from "./repo";

export const TAG_RULE_KINDS = ["hidden", "featured", "alias"] as const;
export const TagRuleKind = z.enum(TAG_RULE_KINDS);
export type TagRuleKind = z.infer<typeof TagRuleKind>;

export const MAX_TAG_RULES = 1_000;

const Tag = Text.trim().toLowerCase().min(1).max(200);
const Label = Text.trim().min(1).max(60);

export const PutTagRuleInput = z.strictObject({
  facet: Facet,
  tag: Tag.describe("As lists show it; case does not matter."),
  rule: TagRuleKind.describe("Left out of lists; put first in lists; or counted and found as another tag."),
  target: Tag.optional().describe("For an alias: the tag of the same facet that it stands for."),
  position: z.int().min(0).max(9_999).optional().describe("For a featured tag: lower ones come first. Default: 0."),
  labelEn: Label.optional().describe("For a featured tag: its name in English lists."),
  labelZh: Label.optional().describe("For a featured tag: its name in Chinese lists."),
});
export type PutTagRuleInput = z.infer<typeof PutTagRuleInput>;

export const TagRule = z.object({
  id: z.uuid(),
  facet: Facet,
  tag: z.string(),
  rule: TagRuleKind,
  target: z.string().nullable(),
  position: z.int().nullable(),
  labelEn: z.string().nullable(),
  labelZh: z.string().nullable(),
});
export type TagRule = z.infer<typeof TagRule>;

export const RemoveTagRuleInput = z.strictObject({ id: z.uuid() });

export const ListManagedTagsInput = PageInput.extend({
  search: Text.trim().max(200).optional().describe("Part of the tag."),
  facet: Facet.optional(),
  rule: TagRuleKind.optional().describe("Only tags with this rule."),
});
export type ListManagedTagsInput = z.infer<typeof ListManagedTagsInput>;

export const ManagedTag = z.object({
  facet: Facet,
  tag: z.string(),
  count: z.int().describe("Repositories that carry it and are not private; an alias is counted by itself."),
  rule: TagRule.nullable(),
});
export type ManagedTag = z.infer<typeof ManagedTag>;
export const ManagedTagPage = pageOf(ManagedTag);
