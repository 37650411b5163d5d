import { DomainError } from "@/server/kernel";
import { foldWord, usualMatch } from "../automaton/fold";
import { MAX_IMPORT_BYTES, MAX_WORD_LENGTH, MAX_WORDS, WordCategory, WordMatch } from "../contract";
import type { NewWord } from "../store/words";

const COLUMNS = ["word", "category", "level", "match", "lang"] as const;

interface Shape {
  readonly category: WordCategory;
  /** Of a CSV with a head: its columns; of one without: `COLUMNS`. Plain text has none. */
  columns: readonly string[] | null;
}

/**
 * Words of a list: one a line with `#` comments, or CSV with the columns word, category, level, match, lang, of which
 * level and lang are passed over. Throws `too_large`, and `invalid` with the number of the line for what is no word.
 */
export async function readWordList(
  body: AsyncIterable<Uint8Array>,
  { category, isCsv }: { readonly category: WordCategory; readonly isCsv: boolean },
): Promise<NewWord[]> {
  const shape: Shape = { category, columns: isCsv ? COLUMNS : null };
  const words = new Map<string, NewWord>();
  let number = 0;
  for await (const line of linesOf(body)) {
    number += 1;
    const word = wordIn(line.trim(), number, shape);
    if (word) words.set(word.folded, word);
    if (words.size > MAX_WORDS) throw new DomainError("too_large", `A list holds at most ${MAX_WORDS} words`);
  }
  return [...words.values()];
}

const notText = (cause: unknown) => new DomainError("invalid", "A list of words is text in UTF-8", { cause });

/** Without a chunk: the end. */
function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (error) {
    throw notText(error);
  }
}

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let [rest, bytes] = ["", 0];
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_IMPORT_BYTES) {
      throw new DomainError("too_large", `A list has at most ${MAX_IMPORT_BYTES / 1024 ** 2} MiB`);
    }
    const lines = (rest + decode(decoder, chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest + decode(decoder);
}

function wordIn(line: string, number: number, shape: Shape): NewWord | null {
  if (line === "" || line.startsWith("#")) return null;
  const cells = shape.columns ? cellsOf(line) : [line];
  if (number === 1 && shape.columns && cells[0]?.toLowerCase() === "word") {
    shape.columns = cells.map((cell) => cell.toLowerCase());
    return null;
  }
  const cell = (name: string) => cells[shape.columns ? shape.columns.indexOf(name) : Number(name !== "word")] ?? "";
  const word = cell("word");
  const category = WordCategory.safeParse(cell("category") || shape.category);
  const match = WordMatch.safeParse(cell("match") || usualMatch(word));
  const folded = foldWord(word);
  if (!category.success) throw wrongLine(number, `the category ${cell("category").slice(0, 40)} is not known`);
  if (!match.success) throw wrongLine(number, "words are matched as word or as substring");
  if (folded === "" || word.length > MAX_WORD_LENGTH || /\0|[\uD800-\uDFFF]/u.test(word)) {
    throw wrongLine(number, `a word has letters or digits, and at most ${MAX_WORD_LENGTH} characters`);
  }
  return { word, folded, category: category.data, match: match.data };
}

const wrongLine = (number: number, why: string) => new DomainError("invalid", `Line ${number}: ${why}`);

/** Fields of one line (RFC 4180); quoted ones end with their line. */
function cellsOf(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain = ""]) =>
    (quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim(),
  );
}
