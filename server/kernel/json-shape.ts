/** What a text of JSON will be, without making anything of it. */
export interface JsonShape {
  /** Values that it holds, at most: each bracket, comma and colon outside of strings brings one. */
  readonly values: number;
  /** How deep brackets stand in one another. */
  readonly depth: number;
}

const [QUOTE, COMMA, COLON, BACKSLASH] = [34, 44, 58, 92];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [91, 93, 123, 125];

/** One pass: `JSON.parse` takes a second and a gigabyte for some megabytes of brackets, and recurses. */
export function jsonShape(text: string): JsonShape {
  let values = 0;
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = text.charCodeAt(at);
    if (mark === QUOTE) at = endOfString(text, at);
    else if (mark === COMMA || mark === COLON) values += 1;
    else if (mark === OPEN_LIST || mark === OPEN_MAP) {
      values += 1;
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (mark === CLOSE_LIST || mark === CLOSE_MAP) depth -= 1;
  }
  return { values, depth: deepest };
}

/** Position of the quote that closes the string which opens at `start`; the end of the text when none does. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return quote;
    at = quote + 1;
  }
}
