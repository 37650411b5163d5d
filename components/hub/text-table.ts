import Papa from "papaparse";
import { beginningOf } from "@/server/kernel/contract/beginning-of";

/** The beginning of a table, every row as wide as the widest of them. */
export interface TextTable {
  /** `null`: the first row is data, too. */
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  /** There is more than is shown of each. */
  readonly hasMoreRows: boolean;
  readonly columnCount: number;
}

const TABLE = /\.(?:csv|tsv)$/i;
export const isTable = (path: string): boolean => TABLE.test(path);

const MAX_ROWS = 200;
const MAX_COLUMNS = 50;
const MAX_CELL = 300;
const DELIMITERS = [",", ";", "\t", "|"];
/** Stands in no text: with it quotes are letters like others. */
const NO_QUOTES = "\u0000";

interface Source {
  readonly path: string;
  readonly text: string;
  /** The text is the beginning of a longer one. */
  readonly isTruncated: boolean;
}

/** Rows and columns of a CSV or TSV file (RFC 4180, forgiving); `null` when there are none. */
export function textTableOf({ path, text, isTruncated }: Source): TextTable | null {
  const { data, isWhole } = parsed(path, text);
  // Where the text was cut its last row was, too.
  const all = isWhole && isTruncated && data.length > 1 ? data.slice(0, -1) : data;
  const [first, ...others] = all;
  if (!first) return null;
  const header = isHeader(first) ? first : null;
  const rows = (header ? others : all).slice(0, MAX_ROWS);
  const columnCount = Math.max(first.length, ...rows.map((row) => row.length));
  const shown = Math.min(columnCount, MAX_COLUMNS);
  const fitted = (row: readonly string[]) => Array.from({ length: shown }, (_, index) => cut(row[index] ?? ""));
  return {
    header: header && fitted(header),
    rows: rows.map(fitted),
    hasMoreRows: !isWhole || isTruncated || rows.length < all.length - (header ? 1 : 0),
    columnCount,
  };
}

function parsed(path: string, text: string) {
  const config = {
    delimiter: /\.tsv$/i.test(path) ? "\t" : "",
    delimitersToGuess: DELIMITERS,
    preview: MAX_ROWS + 2,
    skipEmptyLines: true as const,
  };
  const quoted = Papa.parse<string[]>(text, config);
  // A quote that nothing closes is one that was meant as a letter: an inch, or TSV, which has no quotes.
  const isTorn = quoted.errors.some(({ code }) => code === "MissingQuotes");
  const { data, meta } = isTorn ? Papa.parse<string[]>(text, { ...config, quoteChar: NO_QUOTES }) : quoted;
  return { data, isWhole: !meta.truncated };
}

/** Names stand over columns: nothing is empty, and nothing is a number. */
const isHeader = (row: readonly string[]): boolean =>
  row.some((cell) => cell.trim() !== "") && row.every((cell) => cell.trim() === "" || Number.isNaN(Number(cell)));

const cut = (cell: string): string => (cell.length > MAX_CELL ? `${beginningOf(cell, MAX_CELL)}…` : cell);
