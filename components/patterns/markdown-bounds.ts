/**
 * Parsers of Markdown take time by the square of what opens something in one paragraph, and stack by its nesting.
 * What is refused here is told by looking at lines alone, before anything is parsed.
 */
const MAX_CHARACTERS = 600_000;
const MAX_LINES = 12_000;
/** Of quotes and lists that begin on one line. */
const MAX_MARKERS = 40;
/** Together, over the document. */
const MAX_OF = { emphasis: 20_000, brackets: 12_000, code: 12_000, tags: 10_000, dollars: 4_000, ats: 4_000 };
/** Sum of the squares over paragraphs: one of 4,000, or sixteen of 1,000. */
const MAX_SQUARES = 16_000_000;
const MAX_DEFINITIONS = 1_000;
const MAX_QUOTES = 1_000;
const MAX_ITEMS = 4_000;
const MAX_CELLS = 40_000;
/** Short rows of a table are filled up to its width: a few thousand characters would become as many elements. */
const MAX_FILLED_CELLS = 4_000;

type Counts = Record<keyof typeof MAX_OF, number>;

const MARKS: { readonly [kind in keyof Counts]: RegExp } = {
  emphasis: /\*+|_+|~+/g,
  brackets: /[[\]]/g,
  code: /`+/g,
  tags: /</g,
  dollars: /\$+/g,
  ats: /@|www\.|:\/\//gi,
};
const KINDS = Object.keys(MARKS).filter((kind): kind is keyof Counts => kind in MARKS);

const none = (): Counts => ({ emphasis: 0, brackets: 0, code: 0, tags: 0, dollars: 0, ats: 0 });

/** Where a fence could stand inside of something that ends elsewhere, code is counted like text. */
const UNSURE = /^[ \t>*+\-\d.)]*(?:<[!?]|<(?:pre|script|style|textarea)\b|\$\$)/im;
const MARKERS = /^[ \t]*(?:(?:>|[*+-](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))[ \t]*)+/;
const MARKER = />|[*+-]|\d+[.)]/g;
const FENCE = /^(`{3,}|~{3,})[^`]*$/;
const ROW = /^ {0,3}\|/;
const RULE = /^ {0,3}\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$/;

/** Whether a document would take so long to show that it is shown as the text it is. */
export function isHeavyMarkdown(source: string): boolean {
  if (source.length > MAX_CHARACTERS) return true;
  const lines = source.split(/\r\n|\n|\r/);
  if (lines.length > MAX_LINES) return true;
  return areLinesHeavy(lines) || areTablesHeavy(lines) || areMarksHeavy(unitsOf(lines, !UNSURE.test(source)));
}

function areLinesHeavy(lines: readonly string[]): boolean {
  let definitions = 0;
  let quotes = 0;
  let items = 0;
  let wasQuote = false;
  for (const line of lines) {
    const [prefix = ""] = MARKERS.exec(line) ?? [];
    const markers: readonly string[] = prefix.match(MARKER) ?? [];
    if (markers.length > MAX_MARKERS) return true;
    const isQuote = markers.includes(">");
    if (isQuote && !wasQuote) quotes += 1;
    wasQuote = isQuote;
    items += markers.filter((marker) => marker !== ">").length;
    if (/^[ \t]*\[[^\]]*\]:/.test(line.slice(prefix.length))) definitions += 1;
  }
  return definitions > MAX_DEFINITIONS || quotes > MAX_QUOTES || items > MAX_ITEMS;
}

const RULE_ANYWHERE = /^[ \t>*+\-\d.)|:]*$/;

function areTablesHeavy(lines: readonly string[]): boolean {
  let cells = 0;
  let filled = 0;
  let rows = 0;
  let written = 0;
  let widest = 1;
  for (const line of [...lines, ""]) {
    if (line.trim() === "") {
      if (widest > 1) {
        cells += rows * widest;
        filled += Math.max(0, rows * widest - written);
      }
      rows = 0;
      written = 0;
      widest = 1;
      continue;
    }
    rows += 1;
    written += line.split("|").length;
    if (line.includes("|") && RULE_ANYWHERE.test(line)) widest = Math.max(widest, line.split("|").length);
  }
  return cells > MAX_CELLS || filled > MAX_FILLED_CELLS;
}

function areMarksHeavy(units: Iterable<string>): boolean {
  const all = none();
  const squares = none();
  for (const unit of units) {
    for (const kind of KINDS) {
      const count = unit.match(MARKS[kind])?.length ?? 0;
      all[kind] += count;
      squares[kind] += count * count;
    }
  }
  return KINDS.some((kind) => all[kind] > MAX_OF[kind] || squares[kind] > MAX_SQUARES);
}

/** What is parsed as one: paragraphs, rows of a table; fenced code is left out where it surely is code. */
function* unitsOf(lines: readonly string[], areFencesSure: boolean): Iterable<string> {
  let block: string[] = [];
  let end: RegExp | null = null;
  let hasTag = false;
  for (const line of [...lines, ""]) {
    if (end) {
      if (end.test(line)) end = null;
      continue;
    }
    const fence = areFencesSure && !hasTag ? FENCE.exec(line)?.[1] : null;
    if (fence) end = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`);
    if (!fence && line.trim() !== "") {
      block.push(line);
      hasTag ||= /^[\s>*+\-\d.)]*</.test(line);
      continue;
    }
    yield* rowsOf(block);
    block = [];
    hasTag = false;
  }
}

function rowsOf(block: readonly string[]): readonly string[] {
  const [head = "", rule = ""] = block;
  if (!ROW.test(head) || !RULE.test(rule) || columns(head) !== columns(rule)) return [block.join("\n")];
  const end = block.findIndex((line) => !ROW.test(line));
  return end === -1 ? block : [...block.slice(0, end), block.slice(end).join("\n")];
}

const columns = (row: string) => row.replace(/\\\|/g, "").split("|").length;

export interface Branch {
  readonly type: string;
  readonly value?: unknown;
  readonly children?: readonly Branch[];
}

/** Whether nodes stand deeper than so many levels; walks without a stack of calls. */
export function isDeeperThan(levels: number, tree: Branch): boolean {
  let row: readonly Branch[] = [tree];
  for (let level = 0; row.length > 0; level += 1) {
    if (level > levels) return true;
    row = row.flatMap((node) => node.children ?? []);
  }
  return false;
}

const MAX_OPEN = 300;
/** HTML opens what was left open again in every paragraph. */
const MAX_REOPENED = 100_000;
const REOPENING = new Set(["paragraph", "heading", "html"]);

/** Whether HTML leaves so much open that a parser of HTML makes a mountain of it. */
export function leavesMuchOpen(tree: Branch): boolean {
  let open = 0;
  let blocks = 0;
  let row: readonly Branch[] = [tree];
  while (row.length > 0) {
    blocks += row.filter(({ type }) => REOPENING.has(type)).length;
    for (const { children = [] } of row) open += openIn(children);
    row = row.flatMap((node) => node.children ?? []);
  }
  return open > MAX_OPEN || open * blocks > MAX_REOPENED;
}

const ATTRIBUTES = String.raw`(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>\x60]+))?)*\s*`;
const ALONE = new RegExp(`<(?:img|br|hr|input|wbr)${ATTRIBUTES}/?>`, "gi");
const PAIR = new RegExp(`<([a-z][a-z0-9]*)${ATTRIBUTES}>[^<]*</\\1\\s*>`, "gi");
/** These end by themselves where the next of them begins. */
const TAG = /<(?!(?:p|li|dd|dt|tr|td|th|thead|tbody|tfoot|img|br|hr|input|wbr)\b)[a-z]/gi;

/** Tags in what stands side by side that are not closed there again. */
function openIn(children: readonly Branch[]): number {
  let html = children
    .map(({ type, value }) => (type === "html" ? String(value) : ""))
    .join("")
    .replace(ALONE, "");
  for (let round = 0; round < 20; round += 1) {
    const rest = html.replace(PAIR, "");
    if (rest === html) break;
    html = rest;
  }
  return html.match(TAG)?.length ?? 0;
}
