import { type Document, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from "yaml";

const MAX_ALIASES = 50;

/** What a YAML text says, or what is wrong with it and in which of its lines (1-based), where that is known. */
export type ReadYaml = { readonly value: unknown } | { readonly problem: string; readonly line: number | null };

/**
 * Reads YAML 1.2 of the core schema: no tags, no aliases that multiply, no key twice or of other keys. The time grows
 * with the length alone: the parser's own search for keys that are there twice, and its excerpts of wrong lines, look at all that came
 * before for every one of them.
 */
export function readYaml(text: string): ReadYaml {
  try {
    const lines = new LineCounter();
    const document = parseDocument(text, {
      ...{ schema: "core", logLevel: "silent", uniqueKeys: false, prettyErrors: false },
      lineCounter: lines,
    });
    const wrong = document.errors[0] ?? wrongKey(document);
    if (wrong) return { problem: messageOf(wrong), line: lines.linePos(wrong.pos[0]).line || null };
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    return { problem: error instanceof Error ? messageOf(error) : "It cannot be read", line: null };
  }
}

interface Wrong {
  readonly message: string;
  readonly pos: readonly [number, number];
}

function wrongKey(document: Document): Wrong | null {
  let found: Wrong | null = null;
  visit(document, {
    Map(_key, map) {
      found = wrongIn(map);
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

/** A key that holds others is written out again at every level above it: twice as long for each. */
function wrongIn({ items }: YAMLMap): Wrong | null {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    if (key === null) continue;
    if (!isScalar(key)) return { message: "Map keys must be plain words", pos: [placeOf(key), 0] };
    if (seen.has(key.value)) return { message: "Map keys must be unique", pos: [key.range?.[0] ?? 0, 0] };
    seen.add(key.value);
  }
  return null;
}

const placeOf = (key: unknown): number => (isNode(key) ? (key.range?.[0] ?? 0) : 0);

/** One line; what nests deeper than the parser's stack is told in our own words. */
const messageOf = ({ message }: { readonly message: string }): string =>
  /call stack/.test(message) ? "It is nested too deeply" : (message.split("\n", 1)[0] ?? "");
