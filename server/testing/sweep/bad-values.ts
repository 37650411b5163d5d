import { Raw } from "./call";
import type { Shape } from "./inputs";

const NUL = "a\u0000b";
const HALF_PAIR = "a\ud800b";
/** For bodies: it is longer than an address. */
export const DEEP = new Raw(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);

/** Text that has hurt somebody: SQL, paths, options, markup, direction marks, things that are no characters. */
const TEXTS: readonly unknown[] = [
  "",
  NUL,
  HALF_PAIR,
  "' OR 1=1;--",
  "%_\\%",
  "../../../etc/passwd",
  "--upload-pack=touch /tmp/x",
  "a\r\nx-injected: 1",
  "<img src=x onerror=alert(1)>",
  "\u202e\u200b\ufeffİ",
  "x".repeat(20_000),
];
/** Forms of a value that no schema of another type takes. */
const FOREIGN: readonly unknown[] = [null, 7, true, "word", [], [[]], {}, { __proto__: { a: 1 } }, DEEP];
const NUMBERS: readonly unknown[] = [
  -1,
  0,
  1.5,
  2 ** 31,
  2 ** 53,
  new Raw("1e309"),
  new Raw("-0"),
  "1",
  "NaN",
  "0x10",
  NUL,
];
const MOMENTS = ["yesterday", "0000-00-00", "9999-12-31", "+275760-09-14T00:00:00Z", "2026-02-30T00:00:00Z", "-1", NUL];
const IDS = [
  "not-an-id",
  "0",
  "00000000-0000-0000-0000-000000000000",
  "FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF",
  NUL,
  "x".repeat(5_000),
];

/** What somebody may send in place of a value of this shape; some of it may fit all the same. */
export function badValuesFor(shape: Shape): readonly unknown[] {
  if (shape.enum || shape.const !== undefined) return ["nope", "", NUL, "__proto__", "constructor", null, 7, []];
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return [...new Set([...choices.flatMap(badValuesFor), ...FOREIGN])];
  switch (shape.type) {
    case "string":
      if (shape.format === "uuid") return [...IDS, null, 7, []];
      return [
        ...(/date/.test(shape.format ?? "") || /\\d\{4\}/.test(shape.pattern ?? "") ? MOMENTS : []),
        ...TEXTS,
        ...FOREIGN,
      ];
    case "integer":
    case "number":
      return [...NUMBERS, null, []];
    case "boolean":
      return ["yes", 2, null, []];
    case "array":
      return [...FOREIGN, [null], [NUL], [{}], Array(2_000).fill("x"), ...itemsOf(shape)];
    default:
      return [
        ...FOREIGN,
        { [NUL]: NUL },
        { a: "x".repeat(20_000) },
        new Raw('{"__proto__":{"polluted":1},"a":1,"a":2}'),
      ];
  }
}

/** Lists of which one item is wrong. */
const itemsOf = ({ items = {} }: Shape): unknown[] =>
  items.properties
    ? Object.keys(items.properties).map((key) => [{ [key]: NUL }])
    : badValuesFor(items)
        .slice(0, 6)
        .map((item) => [item]);
