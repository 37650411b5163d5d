/** Passed over everywhere: zero-width characters and combining marks. */
export const IGNORED = 0;
/** Passed over inside a word, yet a boundary: white space. */
export const BLANK = -3;
/** The same for the signs that are put between letters to hide a word. */
export const SIGN = -4;
/** Stands for several units: see `foldLong`. */
export const LONG = -2;
const UNKNOWN = -1;

/** Letters that look like Latin ones, in lower case. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{
    а: "a",
    в: "b",
    е: "e",
    к: "k",
    м: "m",
    н: "h",
    о: "o",
    р: "p",
    с: "c",
    т: "t",
    у: "y",
    х: "x",
    і: "i",
    ј: "j",
    ѕ: "s",
  },
  ...{ α: "a", ε: "e", ι: "i", κ: "k", ν: "v", ο: "o", ρ: "p", τ: "t", υ: "u", χ: "x", ς: "σ" },
};
const PASSED = /[*@\-.,_·\s]/gu;
const INVISIBLE = /[\p{M}\p{Cf}\u115f\u1160\u3164\uffa0]/u;

const single = new Int32Array(65_536).fill(UNKNOWN);
const long = new Map<number, string>();

/**
 * The unit that a code point is compared by, or one of the constants above. Independent of what stands around it, so that
 * a text may come in pieces: NFKC (Unicode 15) and lower case of the point alone, without marks, Latin for look-alikes.
 */
export function foldPoint(point: number): number {
  const known = point < 65_536 ? (single[point] ?? UNKNOWN) : UNKNOWN;
  if (known !== UNKNOWN) return known;
  const folded = long.has(point) ? LONG : learn(point);
  if (point < 65_536) single[point] = folded;
  return folded;
}

/** All units of a code point for which `foldPoint` says `LONG`. */
export const foldLong = (point: number): string => long.get(point) ?? "";

function learn(point: number): number {
  const source = String.fromCodePoint(point);
  if (/\s/u.test(source)) return BLANK;
  if (INVISIBLE.test(source)) return IGNORED;
  const plain = source.normalize("NFKC").toLowerCase();
  const bare = plain.charCodeAt(0) < 0x2000 ? plain.normalize("NFD").replace(/\p{M}/gu, "") : plain;
  const units = Array.from(bare.replace(PASSED, ""), (letter) => LOOKALIKES[letter] ?? letter).join("");
  if (units.length === 1) return units.charCodeAt(0);
  if (units.length === 0) return SIGN;
  if (point > 0xffff && long.size > 20_000) long.clear();
  long.set(point, units);
  return LONG;
}

/** Units of a listed word: what can be passed over is left out. */
export function foldWord(word: string): string {
  let units = "";
  for (const letter of word) {
    const point = letter.codePointAt(0) ?? 0;
    const folded = foldPoint(point);
    if (folded === LONG) units += foldLong(point);
    else if (folded > 0) units += String.fromCharCode(folded);
  }
  return units;
}

const letters = new Uint8Array(0x2e80);

/** Letters and digits that are written together as words; those of Chinese, Japanese and Korean are not. */
export function isWordUnit(unit: number): boolean {
  if (unit <= 0 || unit >= 0x2e80) return false;
  const known = letters[unit] ?? 0;
  if (known !== 0) return known === 2;
  const found = /[\p{L}\p{N}]/u.test(String.fromCharCode(unit));
  letters[unit] = found ? 2 : 1;
  return found;
}

/** Latin words are found whole, everything else wherever it stands. */
export const usualMatch = (word: string): "word" | "substring" =>
  Array.from(foldWord(word)).every((letter) => isWordUnit(letter.charCodeAt(0))) ? "word" : "substring";
