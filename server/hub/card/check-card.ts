import type { RepoKind } from "@/server/hub/contract/repo";
import { type CardProblem, type CardRule, cardProblems } from "../contract/card-rules";
import { readModelIndex } from "../results/model-index";
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
  const { errors, warnings } = cardProblems(kind, metadata);
  const told = ({ field, rule, value }: CardProblem): Message => ({
    message: SENTENCES[rule](field, value),
    line: lineOf(source, field),
  });
  return {
    errors: errors.slice(0, MOST).map(told),
    warnings: [...warnings.slice(0, MOST).map(told), ...(errors.length === 0 ? badResults(source, metadata) : [])],
  };
}

/** Of each kind, so many are told: the line of every one is looked for. */
const MOST = 100;

/** A card with such results is accepted; they are not shown. */
const badResults = (source: string, metadata: Readonly<Record<string, unknown>>): Message[] =>
  readModelIndex(metadata)
    .problems.slice(0, MOST)
    .map(({ path, message }) => ({
      message: `${path} ${message}`,
      line: lineOf(source, "model-index"),
    }));

function lineOf(source: string, field: string): number | null {
  const at = source.split("\n", 1_000).findIndex((line) => line.startsWith(`${field}:`));
  return at < 0 ? null : at + 1;
}

const SENTENCES: Readonly<Record<CardRule, (field: string, value: string) => string>> = {
  text: (field) => `"${field}" must be a string`,
  texts: (field) => `"${field}" should be a text or a list of texts`,
  modelIndex: (field) => `"${field}" must be a list of models with a name and results`,
  license: (field, value) => `"${field}" names no known licence: ${value}`,
  task: (field, value) => `"${field}" names no known task: ${value}`,
  name: (field, value) => `"${field}" should name repositories as owner/name: ${value}`,
};
