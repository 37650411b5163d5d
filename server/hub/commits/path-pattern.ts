const MAX_PATTERN = 500;

/** `"many"` stands for any number of items; a test for exactly one. */
type Token<T> = "many" | ((item: T) => boolean);

/**
 * A pattern of `.gitignore` or `.gitattributes` as a test on paths, after gitignore(5): without a slash it matches the
 * name in every folder below `folder`; with one it matches from there; `**` crosses folders. Takes at most quadratic
 * time, whatever the pattern.
 */
export function pathPattern(pattern: string, folder: string): (path: string) => boolean {
  const text = pattern.replace(/\/$/, "");
  if (text === "" || text.length > MAX_PATTERN) return () => false;
  const prefix = folder === "" ? [] : folder.split("/");
  const parts = text.includes("/") ? partsOf(text) : (["many", namePattern(text)] as const);
  return (path) => {
    const segments = path.split("/");
    if (prefix.some((part, index) => segments[index] !== part)) return false;
    return matches(parts, segments.slice(prefix.length));
  };
}

function partsOf(text: string): Token<string>[] {
  const parts = text.replace(/^\//, "").split("/");
  const tokens = parts.map((part): Token<string> => (part === "**" ? "many" : namePattern(part)));
  return parts.at(-1) === "**" ? [...tokens, () => true] : tokens;
}

function namePattern(pattern: string): (name: string) => boolean {
  const letters = lettersOf(pattern);
  return (name) => matches(letters, [...name]);
}

/** Greedy, with one way back: the last `many` takes one item more. */
function matches<T>(tokens: readonly Token<T>[], items: readonly T[]): boolean {
  let token = 0;
  let item = 0;
  let retryToken = -1;
  let retryItem = 0;
  for (;;) {
    const current = tokens[token];
    const candidate = items[item];
    if (current === "many") {
      retryToken = ++token;
      retryItem = item;
    } else if (current === undefined && item === items.length) {
      return true;
    } else if (current !== undefined && candidate !== undefined && current(candidate)) {
      token++;
      item++;
    } else if (retryToken < 0 || retryItem >= items.length) {
      return false;
    } else {
      token = retryToken;
      item = ++retryItem;
    }
  }
}

/** `*`, `?`, `[a-z]` and `\` within one name. */
function lettersOf(pattern: string): Token<string>[] {
  const tokens: Token<string>[] = [];
  const symbols = [...pattern];
  for (let at = 0; at < symbols.length; at++) {
    const symbol = symbols[at] ?? "";
    const end = symbol === "[" ? classEnd(symbols, at) : -1;
    if (symbol === "*") tokens.push("many");
    else if (symbol === "?") tokens.push(() => true);
    else if (end > 0) {
      tokens.push(classPattern(symbols.slice(at + 1, end)));
      at = end;
    } else {
      const literal = symbol === "\\" ? (symbols[++at] ?? "") : symbol;
      tokens.push((letter) => letter === literal);
    }
  }
  return tokens;
}

/** A class such as `[[:space:]]` ends after the name in it. */
function classEnd(symbols: readonly string[], at: number): number {
  const named = symbols
    .slice(at, at + 12)
    .join("")
    .match(/^\[[!^]?\[:[a-z]+:\]\]/);
  return named ? at + named[0].length - 1 : symbols.indexOf("]", at + 2);
}

const NAMED_CLASSES = new Map([
  ["[:space:]", /\s/],
  ["[:digit:]", /\d/],
  ["[:alpha:]", /[A-Za-z]/],
  ["[:alnum:]", /[A-Za-z\d]/],
]);

function classPattern(body: readonly string[]): (letter: string) => boolean {
  const isNegated = body[0] === "!" || body[0] === "^";
  const set = isNegated ? body.slice(1) : body;
  const named = NAMED_CLASSES.get(set.join(""));
  if (named) return (letter) => named.test(letter) !== isNegated;
  const ranges = rangesOf(set);
  return (letter) => ranges.some(([from, to]) => from <= letter && letter <= to) !== isNegated;
}

function rangesOf(set: readonly string[]): (readonly [string, string])[] {
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < set.length; at++) {
    const from = set[at] ?? "";
    const to = set[at + 1] === "-" ? set[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return ranges;
}
