import { Document, isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from "yaml";

const MATTER = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(\r?\n)?(---[ \t]*(?:\r?\n|$))/;
const CORE = { schema: "core", logLevel: "silent" } as const;

type ListItem = string | { readonly text: string };

export type FieldValue = string | boolean | readonly ListItem[] | Readonly<Record<string, unknown>> | null;

export interface Matter {
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Why the front matter cannot be read; a form must not touch it then. */
  readonly problem: { readonly message: string; readonly line: number } | null;
}

/** Reads the front matter of README.md as the server does. */
export function readMatter(source: string): Matter {
  const found = MATTER.exec(source);
  if (!found) return { metadata: {}, problem: null };
  const document = parseDocument(found[2] ?? "", { ...CORE, uniqueKeys: true });
  const [error] = document.errors;
  // The parser counts from the front matter, which begins in the second line of the file.
  if (error) return broken(error.message.split("\n", 1)[0] ?? "", (error.linePos?.[0].line ?? 1) + 1);
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    if (value === null) return { metadata: {}, problem: null };
    if (typeof value !== "object" || Array.isArray(value)) return broken("The front matter is not a mapping", 2);
    return { metadata: { ...value }, problem: null };
  } catch (error) {
    return broken(String(error), 2);
  }
}

const broken = (message: string, line: number): Matter => ({
  metadata: {},
  problem: { message: message.replace(/ at line \d+, column \d+:?$/, ""), line },
});

/**
 * README.md with one field of its front matter set, or removed by `null`. Only the lines of that field change: other
 * fields, their order, comments and the text stay as they are, byte by byte.
 */
export function withField(source: string, field: string, value: FieldValue): string {
  const found = MATTER.exec(source);
  const newline = (found?.[0] ?? source).includes("\r\n") ? "\r\n" : "\n";
  const wanted = isEmpty(value) ? null : value;
  if (!found) return wanted === null ? source : lines(`---\n${fresh(field, wanted)}---\n\n`, newline) + source;
  const [whole, open = "", yaml = "", , close = ""] = found;
  const edited = edit(yaml.replaceAll("\r\n", "\n"), field, wanted);
  if (edited === null) return source;
  const text = edited === "" || edited.endsWith("\n") ? edited : `${edited}\n`;
  return open + lines(text, newline) + close + source.slice(whole.length);
}

const lines = (text: string, newline: string) => (newline === "\n" ? text : text.replaceAll("\n", newline));

const isEmpty = (value: FieldValue): boolean =>
  value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);

const fresh = (field: string, value: FieldValue): string => new Document({ [field]: value }).toString({ lineWidth: 0 });

/** `null` where nothing may be touched. */
function edit(yaml: string, field: string, value: FieldValue): string | null {
  const document = parseDocument(yaml, CORE);
  if (document.errors.length > 0) return null;
  const { contents } = document;
  if (contents !== null && !isMap(contents))
    return isScalar(contents) && contents.value === null ? append(yaml, field, value) : null;
  const pair = contents?.items.find(({ key }) => isScalar(key) && key.value === field);
  const next = pair ? replaced(yaml, pair, { field, value }) : append(yaml, field, value);
  return isRight({ before: yaml, after: next, field, value }) ? next : rewritten(document, field, value);
}

const append = (yaml: string, field: string, value: FieldValue): string => {
  if (value === null) return yaml;
  return yaml === "" || yaml.endsWith("\n") ? yaml + fresh(field, value) : `${yaml}\n${fresh(field, value)}`;
};

interface Change {
  readonly field: string;
  readonly value: FieldValue;
}

function replaced(yaml: string, { key, value: old }: Pair, { field, value }: Change): string {
  const start = rangeOf(key)?.[0] ?? 0;
  const end = rangeOf(old)?.[1] ?? rangeOf(key)?.[1] ?? start;
  const isBlock = isScalar(old) && (old.type === "BLOCK_LITERAL" || old.type === "BLOCK_FOLDED");
  // Lines with nothing but a comment belong to what follows.
  const own = yaml.slice(start, end).replace(isBlock ? /\n+$/ : /(?:\n[ \t]*(?:#[^\n]*)?)+$/, "");
  const rest = yaml.slice(start + own.length);
  if (value === null) return yaml.slice(0, start) + rest.replace(/^[^\n]*\n?/, "");
  return yaml.slice(0, start) + partOf(own, field, value) + rest;
}

const rangeOf = (node: unknown) => (isScalar(node) || isMap(node) || isSeq(node) ? (node.range ?? null) : null);

/** The lines of one field with another value; what stays of a list or a mapping keeps its comments. */
function partOf(own: string, field: string, value: Exclude<FieldValue, null>): string {
  const part = parseDocument(own, CORE);
  if (part.errors.length > 0 || !isMap(part.contents)) return fresh(field, value).trimEnd();
  const node: unknown = part.contents.get(field, true);
  if (Array.isArray(value) && isSeq(node)) {
    const known = new Map(node.items.map((item) => [JSON.stringify(item), item]));
    node.items = value.map((item: ListItem) => known.get(JSON.stringify(item)) ?? part.createNode(item));
  } else if (typeof value === "object" && !Array.isArray(value) && isMap(node)) {
    mergeMap(part, node, value);
  } else if (isScalar(node) && typeof value !== "object" && node.type !== "BLOCK_FOLDED") {
    node.value = value;
  } else {
    part.set(field, part.createNode(value));
  }
  const options = { lineWidth: 0, flowCollectionPadding: /[[{] /.test(own), indentSeq: !/\n- /.test(own) };
  return part.toString(options).trimEnd();
}

function mergeMap(part: Document, map: YAMLMap, wanted: object) {
  for (const { key } of [...map.items]) if (isScalar(key) && !(String(key.value) in wanted)) map.delete(key.value);
  for (const [key, value] of Object.entries(wanted)) {
    const old: unknown = map.get(key, true);
    const isSame = JSON.stringify(old) === JSON.stringify(value);
    if (!isSame) map.set(key, part.createNode(value));
  }
}

/** Whether nothing but this field has changed. */
function isRight({ before, after, field, value }: Change & { before: string; after: string }): boolean {
  const [old, now] = [parseDocument(before, CORE), parseDocument(after, { ...CORE, uniqueKeys: true })];
  if (now.errors.length > 0) return false;
  const { [field]: _old, ...others } = Object(old.toJS({ maxAliasCount: 50 }));
  const { [field]: found, ...same } = Object(now.toJS({ maxAliasCount: 50 }));
  return JSON.stringify(others) === JSON.stringify(same) && JSON.stringify(found ?? null) === JSON.stringify(value);
}

/** Where the lines of a field cannot be told from others, such as in `{a: b, c: d}`. */
function rewritten(document: Document, field: string, value: FieldValue): string {
  if (value === null) document.delete(field);
  else document.set(field, value);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
