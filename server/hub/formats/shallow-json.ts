import { jsonShape } from "@/server/kernel";
import { badFile } from "./file-bytes";

/**
 * A JSON object of little depth in which no name comes twice (`JSON.parse` would keep the last and say nothing).
 * Throws `invalid` (`bad_json`, `duplicate_name`).
 */
export function parseShallowJson(text: string, maxDepth: number): Record<string, unknown> {
  const { values, depth } = jsonShape(text);
  if (depth > maxDepth) throw badFile("bad_json", "The header of the file is nested too deeply");
  if (values > MAX_VALUES) throw badFile("header_too_large", "The header has too many entries");
  inspect(text);
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw badFile("bad_json", "This is no JSON object");
  return Object.fromEntries(Object.entries(value));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badFile("bad_json", "The header of the file is not JSON", cause);
  }
}

/** Tensors of one file have a dozen each; the largest that were published, some thousand tensors. */
const MAX_VALUES = 600_000;

/** One pass, no recursion: a text that is no JSON is left to the parser. */
function inspect(text: string): void {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "{" || char === "[") {
      open.push(new Set());
    } else if (char === "}" || char === "]") {
      open.pop();
    } else if (char === '"') {
      const end = endOfString(text, at);
      if (/^\s*:/.test(text.slice(end, end + 20))) remember(open.at(-1), text.slice(at, end));
      at = end - 1;
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

function remember(names: Set<string> | undefined, quoted: string) {
  const name = String(parse(quoted));
  if (names?.has(name)) throw badFile("duplicate_name", `The name ${name.slice(0, 100)} comes twice`);
  names?.add(name);
}
