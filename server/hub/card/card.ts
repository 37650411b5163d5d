import { parseDocument } from "yaml";
import { readYaml } from "./read-yaml";

/** Front matter longer than this is not read. */
const MAX_FRONT_MATTER = 256 * 1024;

export interface Card {
  /** The front matter; empty when there is none, or when it cannot be read. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Markdown after the front matter. */
  readonly body: string;
  /** What is wrong with the front matter, for people; `null` when it is fine or absent. */
  readonly problem: string | null;
  /** 1-based line of README.md with the problem, where it is known. */
  readonly problemLine: number | null;
  readonly hasMetadata: boolean;
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n?---[ \t]*(?:\r?\n|$)/;

/** Splits README.md into front matter and text. YAML 1.2 core types only: no tags, no aliases that multiply. */
export function parseCard(source: string): Card {
  const found = FRONT_MATTER.exec(source.slice(0, MAX_FRONT_MATTER + 16));
  if (!found) return { metadata: {}, body: source, problem: null, problemLine: null, hasMetadata: false };
  const body = source.slice(found[0].length);
  const read = readMatter(found[1] ?? "");
  return { metadata: {}, body, problemLine: null, hasMetadata: true, ...read };
}

type Read =
  | { readonly metadata: Record<string, unknown>; readonly problem: null }
  | { readonly problem: string; readonly problemLine?: number };

function readMatter(text: string): Read {
  const read = readYaml(text);
  if ("problem" in read) {
    if (read.line === null) return { problem: read.problem };
    // The parser counts from the front matter, which begins in the second line of the file.
    const problemLine = read.line + 1;
    return { problem: `${read.problem} (line ${problemLine})`, problemLine };
  }
  const { value } = read;
  if (value === null) return { metadata: {}, problem: null };
  if (typeof value !== "object" || Array.isArray(value)) return { problem: "The front matter is not a mapping" };
  return { metadata: storable(value), problem: null };
}

/** What JSON and PostgreSQL can keep: no NUL, no lone surrogate, no infinity. */
function storable(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value, (_key, item) => (typeof item === "string" ? cleanText(item) : item)));
}

const cleanText = (text: string): string => text.toWellFormed().replaceAll("\0", "");

/** README.md with other front matter and the same text. */
export function writeCard(metadata: Readonly<Record<string, unknown>>, body: string): string {
  const lines = Object.entries(metadata).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n${body}`;
}

/** README.md, whose card can be read, with one field of it set, or removed by `null`; comments and order stay. */
export function setCardField(source: string, { field, value }: { field: string; value: string | null }): string {
  const found = FRONT_MATTER.exec(source.slice(0, MAX_FRONT_MATTER + 16));
  const document = parseDocument(found?.[1] ?? "", { schema: "core", uniqueKeys: false });
  if (value === null) document.delete(field);
  else document.set(field, value);
  const text = document.contents === null ? "" : document.toString();
  return `---\n${text}---\n${source.slice(found?.[0].length ?? 0)}`;
}
