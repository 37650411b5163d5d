import { kindOf, type RepoKind, SHELVES } from "@/server/hub/contract";

/** What a word of a text names. */
export type Named =
  | { readonly type: "account"; readonly name: string }
  | { readonly type: "team"; readonly organization: string; readonly name: string }
  | { readonly type: "discussion"; readonly number: number }
  | {
      readonly type: "elsewhere";
      /** `null`: the text does not say. */
      readonly kind: RepoKind | null;
      readonly namespace: string;
      readonly name: string;
      readonly number: number;
    };

export interface NamedWord {
  /** As it is written, such as `@ada` or `datasets/ada/letters#3`. */
  readonly word: string;
  readonly at: number;
  readonly named: Named;
}

const MENTION = "(?<![\\w@/.-])@([A-Za-z0-9](?:[\\w.-]{0,94}\\w)?)(?:/([A-Za-z0-9](?:[\\w.-]{0,62}\\w)?))?";
const ELSEWHERE = `(?<![\\w#/.@:-])(?:(${SHELVES.join("|")})/)?([A-Za-z0-9][\\w.-]{0,95})/(\\w[\\w.-]{0,95})#([1-9]\\d{0,8})(?!\\w)`;
const HERE = "(?<![\\w#/.-])#([1-9]\\d{0,8})(?!\\w)";
const WORD = new RegExp(`${MENTION}|${ELSEWHERE}|${HERE}`, "g");

/** People, teams and discussions that a text names, in its order: `@ada`, `@lab/vision`, `#3`, `ada/tiny#3`, `datasets/ada/letters#3`. */
export const namedWordsIn = (text: string): NamedWord[] =>
  [...text.matchAll(WORD)].map((match) => ({ word: match[0], at: match.index, named: namedBy(match) }));

function namedBy([, account, team, shelf, namespace, name, number, here]: RegExpMatchArray): Named {
  if (account !== undefined) {
    return team === undefined
      ? { type: "account", name: account }
      : { type: "team", organization: account, name: team };
  }
  if (namespace === undefined || name === undefined) return { type: "discussion", number: Number(here) };
  const known = SHELVES.find((one) => one === shelf);
  return { type: "elsewhere", kind: known ? kindOf(known) : null, namespace, name, number: Number(number) };
}

interface Piece {
  readonly text: string;
  readonly at: number;
  readonly href: string | null;
}

/** A text cut at the words that lead somewhere. */
export function piecesOf(text: string, links: ReadonlyMap<string, string>): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { word, at } of namedWordsIn(text)) {
    const href = links.get(word);
    if (href === undefined) continue;
    pieces.push({ text: text.slice(end, at), at: end, href: null }, { text: word, at, href });
    end = at + word.length;
  }
  return [...pieces, { text: text.slice(end), at: end, href: null }].filter((piece) => piece.text !== "");
}
