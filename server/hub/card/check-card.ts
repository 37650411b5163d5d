import type { RepoKind } from "@/server/hub/contract/repo";
import { parseCard } from "./card";

interface Message {
  readonly message: string;
  /** 1-based line of README.md, where it is known. */
  readonly line: number | null;
}

/** What an author should know before committing a card. A card with errors is not accepted. */
export function checkCard(
  source: string,
  kind: RepoKind,
): { readonly errors: Message[]; readonly warnings: Message[] } {
  const { metadata, problem, problemLine, hasMetadata } = parseCard(source);
  if (problem !== null) {
    return { errors: [{ message: `Invalid YAML metadata: ${problem}`, line: problemLine }], warnings: [] };
  }
  if (!hasMetadata) {
    return { errors: [], warnings: [{ message: "empty or missing yaml metadata in repo card", line: null }] };
  }
  const errors = TEXT_FIELDS[kind].flatMap((field) => {
    const value = metadata[field];
    return value === undefined || value === null || typeof value === "string"
      ? []
      : [{ message: `"${field}" must be a string`, line: lineOf(source, field) }];
  });
  const index = metadata["model-index"];
  if (index !== undefined && !isModelIndex(index)) {
    const message = '"model-index" must be a list of models with a name and results';
    errors.push({ message, line: lineOf(source, "model-index") });
  }
  return { errors, warnings: [] };
}

function lineOf(source: string, field: string): number | null {
  const at = source.split("\n", 1_000).findIndex((line) => line.startsWith(`${field}:`));
  return at < 0 ? null : at + 1;
}

const TEXT_FIELDS = {
  model: ["pipeline_tag", "library_name", "base_model_relation"],
  dataset: ["pretty_name"],
  space: ["title", "sdk", "emoji"],
  code: [],
} as const satisfies Record<RepoKind, readonly string[]>;

const isModelIndex = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every((entry: unknown) => typeof entry === "object" && entry !== null && "name" in entry && "results" in entry);
