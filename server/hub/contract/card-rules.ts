import { LICENSE_IDS, TASKS } from "./card-values";
import type { RepoKind } from "./repo";

type Card = Readonly<Record<string, unknown>>;

export type CardRule = "text" | "texts" | "modelIndex" | "license" | "task" | "name";

/** What is wrong with one field of a card. */
export interface CardProblem {
  readonly field: string;
  readonly rule: CardRule;
  /** What stands there, where it is short. */
  readonly value: string;
}

const TEXT_FIELDS = {
  model: ["pipeline_tag", "library_name", "base_model_relation"],
  dataset: ["pretty_name"],
  space: ["title", "sdk", "emoji"],
  code: [],
} as const satisfies Record<RepoKind, readonly string[]>;

const LIST_FIELDS = ["tags", "language", "datasets", "models", "base_model", "task_categories", "size_categories"];
const NAME_FIELDS = ["base_model", "datasets", "models"];
const NAME = /^(?:[\w.-]{1,96}\/)?[\w.-]{1,96}(?:@[\w./-]{1,200})?$/;

/** The rules of a card, the same for a commit, for `validate-yaml` and for the form. A card with errors is refused. */
export function cardProblems(kind: RepoKind, card: Card): { errors: CardProblem[]; warnings: CardProblem[] } {
  const texts = TEXT_FIELDS[kind].filter((field) => isSet(card[field]) && typeof card[field] !== "string");
  const lists = LIST_FIELDS.filter((field) => isSet(card[field]) && !areTexts(card[field]));
  const index = card["model-index"];
  return {
    errors: [
      ...texts.map((field) => problem(field, "text")),
      ...(isSet(index) && !isModelIndex(index) ? [problem("model-index", "modelIndex")] : []),
    ],
    warnings: [
      ...lists.map((field) => problem(field, "texts")),
      ...unknown(card.license, "license", LICENSE_IDS),
      ...unknown(card.pipeline_tag, "pipeline_tag", TASKS),
      ...NAME_FIELDS.filter((field) => areTexts(card[field])).flatMap((field) =>
        listOf(card[field])
          .filter((name) => !NAME.test(name))
          .map((name) => problem(field, "name", name)),
      ),
    ],
  };
}

const problem = (field: string, rule: CardRule, value = ""): CardProblem => ({
  field,
  rule,
  value: value.slice(0, 100),
});

const isSet = (value: unknown): boolean => value !== undefined && value !== null;
const isText = (value: unknown): boolean => typeof value === "string" || typeof value === "number";
const areTexts = (value: unknown): boolean => isText(value) || (Array.isArray(value) && value.every(isText));
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter(isText).map(String);

const unknown = (value: unknown, field: "license" | "pipeline_tag", known: readonly string[]): CardProblem[] =>
  listOf(value)
    .filter((text) => text !== "" && !known.includes(text))
    .map((text) => problem(field, field === "license" ? "license" : "task", text));

const isModelIndex = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every((entry: unknown) => typeof entry === "object" && entry !== null && "name" in entry && "results" in entry);
