import { describe, expect, test } from "vitest";
import { type FieldValue, readMatter, withField } from "./front-matter";

const CARD = `---
# Who may use it
license: mit # asked the lawyers
"pipeline_tag":   text-generation
tags:
  - a # first
  - b
# about languages
language: [en, zh]

x-own:  {deep: [1,2],   odd:   'spaces'}
datasets:
- ada/one
- ada/two # the larger
widget:
  - text: "Hello"
---

# Title

---
not: matter
---
`;

describe("the form of a card", () => {
  test.each<readonly [string, FieldValue, string, string]>([
    ["license", "apache-2.0", "license: mit #", "license: apache-2.0 #"],
    ["pipeline_tag", "fill-mask", '"pipeline_tag":   text-generation', '"pipeline_tag": fill-mask'],
    ["tags", ["a", "b", "c"], "  - b\n", "  - b\n  - c\n"],
    ["tags", ["b"], "  - a # first\n  - b\n", "  - b\n"],
    ["language", ["en"], "[en, zh]", "[en]"],
    ["datasets", ["ada/two"], "- ada/one\n", ""],
    ["widget", [{ text: "Hello" }, { text: "a: b" }], '  - text: "Hello"\n', '  - text: "Hello"\n  - text: "a: b"\n'],
    ["library_name", "peft", '  - text: "Hello"\n', '  - text: "Hello"\nlibrary_name: peft\n'],
  ])("changes the lines of %s only", (field, value, ...change) => {
    const [before, after] = change;
    expect(withField(CARD, field, value)).toBe(CARD.replace(before, after));
  });

  test.each([
    ["license", "license: mit # asked the lawyers\n"],
    ["tags", "tags:\n  - a # first\n  - b\n"],
    ["x-own", "x-own:  {deep: [1,2],   odd:   'spaces'}\n"],
  ])("removes %s and nothing else", (field, gone) => {
    expect(withField(CARD, field, null)).toBe(CARD.replace(gone, ""));
    expect(withField(CARD, field, "")).toBe(CARD.replace(gone, ""));
  });

  test("begins the front matter of a text that has none, and leaves the text alone when there is nothing to say", () => {
    expect(withField("# Hello\n", "license", "mit")).toBe("---\nlicense: mit\n---\n\n# Hello\n");
    expect(withField("# Hello\n", "license", null)).toBe("# Hello\n");
    expect(withField("---\n---\ntext", "tags", ["a"])).toBe("---\ntags:\n  - a\n---\ntext");
    expect(withField("---\n# only a comment\n---\n", "license", "mit")).toContain(
      "# only a comment\nlicense: mit\n---",
    );
    expect(withField("---\nlicense: mit\n---\ntext", "license", null)).toBe("---\n---\ntext");
  });

  test("keeps Windows line ends", () => {
    const card = "---\r\nlicense: mit\r\ntags:\r\n  - a\r\n---\r\ntext\r\n";
    expect(withField(card, "tags", ["a", "b"])).toBe(card.replace("  - a\r\n", "  - a\r\n  - b\r\n"));
  });

  test.each([
    ["yes: no", "license", "no"],
    ["license: null", "license", "1.0"],
    ["license:", "license", "a: b # c"],
    ["license: >\n  folded\n  text", "license", "mit"],
    ["license: |\n  # no comment\n  b\ntags: [x]", "license", "c"],
    ["base: &b {a: 1}\nother: *b", "license", "mit"],
    ["{license: mit, tags: [a]}", "license", "x"],
    ["a: 1\nlicense: 'it''s'", "license", " leading and trailing "],
    ["license: mit", "extra", "two\nlines\n"],
  ])("of %j reads what was written", (yaml, field, value) => {
    const before = readMatter(`---\n${yaml}\n---\n`).metadata;
    const { metadata, problem } = readMatter(withField(`---\n${yaml}\n---\nbody`, field, value));
    expect(problem).toBeNull();
    expect(metadata).toEqual({ ...before, [field]: value });
  });

  test("changes a mapping entry by entry", () => {
    const card =
      "---\nextra_gated_fields:\n  Company: text # who\n  Odd:\n    type: select\n    options: [a, b]\n---\n";
    const fields = { Company: "text", Odd: { type: "select", options: ["a", "b"] }, Age: "checkbox" };
    expect(withField(card, "extra_gated_fields", fields)).toBe(card.replace("[a, b]\n", "[a, b]\n  Age: checkbox\n"));
  });

  test("does not touch front matter that cannot be read, and says where it breaks", () => {
    const card = "---\nlicense: mit\ntags: [a\n---\ntext";
    expect(withField(card, "license", "x")).toBe(card);
    expect(readMatter(card).problem?.line).toBeGreaterThan(1);
    expect(readMatter("---\n- a\n---\n").problem).not.toBeNull();
    expect(withField("---\n- a\n---\n", "license", "x")).toBe("---\n- a\n---\n");
  });
});
