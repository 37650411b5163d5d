import { z } from "zod";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";

/** Finer words of this context for `DomainError.reason`. */
type ModerationReason = "content_policy" | "moderation_unavailable";

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly moderation: ModerationReason;
  }
}

/** What a word is about. `allow`: a longer word that makes what is listed inside it harmless. */
export const WORD_CATEGORIES = ["politics", "porn", "violence", "ads", "abuse", "custom", "allow"] as const;
export const WordCategory = z.enum(WORD_CATEGORIES);
export type WordCategory = z.infer<typeof WordCategory>;

export const WORD_MATCHES = ["word", "substring"] as const;
export const WordMatch = z.enum(WORD_MATCHES);
export type WordMatch = z.infer<typeof WordMatch>;

/** Where text comes from. */
export const SURFACES = ["name", "card", "title", "comment"] as const;
export const Surface = z.enum(SURFACES);
export type Surface = z.infer<typeof Surface>;

export const POLICY_ACTIONS = ["block", "review", "log"] as const;
export const PolicyAction = z.enum(POLICY_ACTIONS);
export type PolicyAction = z.infer<typeof PolicyAction>;

export const FAIL_MODES = ["closed", "open"] as const;
export const FailMode = z.enum(FAIL_MODES);
export type FailMode = z.infer<typeof FailMode>;

export const MAX_WORDS = 200_000;
export const MAX_WORD_LENGTH = 64;
export const MAX_IMPORT_BYTES = 16 * 1024 ** 2;
export const MAX_TRIED_TEXT = 20_000;

export const MAX_WORD_SETS = 100;

const Name = Text.trim().min(1).max(80);
const Word = Text.trim().min(1).max(MAX_WORD_LENGTH);

export const WordSet = z.object({
  id: z.uuid(),
  name: z.string(),
  isEnabled: z.boolean(),
  version: z.int().describe("Raised by every change of its words."),
  words: z.int(),
  updatedAt: z.date(),
});
export type WordSet = z.infer<typeof WordSet>;
export const ListWordSetsInput = PageInput;
export const WordSetPage = pageOf(WordSet);
export const CreateWordSetInput = z.strictObject({ name: Name });
export const WordSetInput = z.strictObject({ id: z.uuid() });
export const UpdateWordSetInput = WordSetInput.extend({
  name: Name.optional(),
  isEnabled: z.boolean().optional().describe("Words of a set that is not enabled are not looked for."),
});

export const ImportWordsInput = WordSetInput.extend({
  category: WordCategory.default("custom").describe("Of words that name none."),
});

export const ListedWordRow = z.object({
  id: z.uuid(),
  word: z.string(),
  category: WordCategory,
  match: WordMatch,
});
export const ListWordsInput = PageInput.extend({
  id: z.uuid(),
  search: Text.trim().max(MAX_WORD_LENGTH).optional().describe("Part of the word."),
});
export const WordPage = pageOf(ListedWordRow);
export const AddWordInput = WordSetInput.extend({
  word: Word,
  category: WordCategory,
  match: WordMatch.optional().describe("Default: `word` for Latin words, `substring` for others."),
});
export const RemoveWordInput = WordSetInput.extend({ wordId: z.uuid() });

/** A category that words can be found in. */
export const FindingCategory = WordCategory.exclude(["allow"]);
export type FindingCategory = z.infer<typeof FindingCategory>;

export const Policy = z.object({
  category: FindingCategory,
  surface: Surface,
  action: PolicyAction,
  failMode: FailMode.describe("`closed`: nothing is taken while words cannot be looked for."),
});
export type Policy = z.infer<typeof Policy>;
export const ListPoliciesInput = PageInput;
export const PolicyPage = pageOf(Policy);
export const PutPolicyInput = z.strictObject({
  category: FindingCategory,
  surface: Surface,
  action: PolicyAction.nullable().describe("Null: nothing happens."),
  failMode: FailMode.default("closed"),
});

export const TryTextInput = z.strictObject({ text: Text.max(MAX_TRIED_TEXT), surface: Surface.default("comment") });
export const TryTextAnswer = z.object({
  hits: z.array(
    z.object({
      start: z.int().describe("First UTF-16 unit."),
      end: z.int().describe("Unit after the last one."),
      category: FindingCategory,
      action: PolicyAction.nullable(),
    }),
  ),
});

export const FINDING_DECISIONS = ["passed", "removed"] as const;
export const FindingDecision = z.enum(FINDING_DECISIONS);
export type FindingDecision = z.infer<typeof FindingDecision>;

/** Something that was found; the text itself is not kept. */
export const Finding = z.object({
  id: z.uuid(),
  surface: Surface,
  category: FindingCategory,
  action: PolicyAction,
  place: z.string().describe("Address of what was written, from the root of the site."),
  fingerprint: z.string().describe("SHA-256 of the text, in hex."),
  start: z.int(),
  end: z.int(),
  authorId: z.uuid().nullable(),
  decision: FindingDecision.nullable(),
  createdAt: z.date(),
});
export type Finding = z.infer<typeof Finding>;
export const ListFindingsInput = PageInput.extend({
  state: z.enum(["open", "settled", "logged"]).default("open"),
});
export type ListFindingsInput = z.infer<typeof ListFindingsInput>;
export const FindingPage = pageOf(Finding);
export const SettleFindingInput = z.strictObject({ id: z.uuid(), decision: FindingDecision });
