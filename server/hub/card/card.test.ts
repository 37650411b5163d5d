import { describe, expect, test } from "vitest";
import { parseCard, writeCard } from "./card";
import { checkCard } from "./check-card";

describe("the card of a repository", () => {
  test("is split into what machines read and what people read", () => {
    const card = parseCard("---\nlicense: mit\ntags: [a, b]\n---\n# Hello\n");
    expect(card).toMatchObject({ metadata: { license: "mit", tags: ["a", "b"] }, body: "# Hello\n", problem: null });
  });

  test.each([
    ["no front matter", "# Hello\n---\n", {}, null],
    ["empty front matter", "---\n---\ntext", {}, null],
    ["Windows line ends", "---\r\nlicense: mit\r\n---\r\ntext", { license: "mit" }, null],
    ["a mark in front", "\uFEFF---\nlicense: mit\n---\n", { license: "mit" }, null],
    ["a list instead of a mapping", "---\n- a\n---\n", {}, "The front matter is not a mapping"],
  ])("reads %s", (_what, source, ...[metadata, problem]) => {
    expect(parseCard(source)).toMatchObject({ metadata, problem });
  });

  test("keeps its text when the metadata is broken, and says what is wrong", () => {
    const card = parseCard("---\nlicense: [mit\n---\n# Hello\n");
    expect(card).toMatchObject({ metadata: {}, body: "# Hello\n" });
    expect(card.problem).toMatch(/line 1|flow/i);
  });

  test("is not unfolded into a bomb by aliases", () => {
    const lines = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(",")}]`);
    const card = parseCard(`---\na0: &a0 [x]\n${lines.join("\n")}\n---\n`);
    expect(card).toMatchObject({ metadata: {}, problem: expect.stringContaining("alias") });
  });

  test.each([
    { matter: "license: mit\nlicense: mit", line: 3, said: "Map keys must be unique" },
    { matter: "a:\n  - b: 1\n    b: 2", line: 4, said: "Map keys must be unique" },
    { matter: `a: 1\n${"? ".repeat(800)}a`, line: 3, said: "Map keys must be plain words" },
    { matter: "a: &a [1]\n*a : 2", line: 3, said: "Map keys must be plain words" },
    { matter: "[".repeat(100_000), line: 2, said: "It is nested too deeply" },
    { matter: `a: 1\n${"}".repeat(100_000)}`, line: 3, said: "Unexpected flow-map-end token" },
  ])("says that in line $line: $said", ({ matter, line, said }) => {
    const { problem, ...card } = parseCard(`---\n${matter}\n---\ntext`);
    expect(card).toMatchObject({ metadata: {}, body: "text", problemLine: line });
    expect(problem).toMatch(new RegExp(`^${said}.* \\(line ${line}\\)$`));
  });

  test("keeps nothing that the database cannot", () => {
    expect(parseCard('---\ntitle: "a\\0b\\uD800"\nsize: .inf\n---\n').metadata).toEqual({
      title: "ab\uFFFD",
      size: null,
    });
  });

  test("never sets the prototype of anything", () => {
    const { metadata } = parseCard("---\n__proto__: {isAdmin: true}\n---\n");
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect(metadata.isAdmin).toBeUndefined();
  });

  test("is written so that it reads the same", () => {
    const metadata = { license: "mit", title: 'A "quoted" title: 1', tags: ["a"] };
    expect(parseCard(writeCard(metadata, "text"))).toMatchObject({ metadata, body: "text" });
  });

  test("is refused with broken metadata and only warned about without", () => {
    expect(checkCard("# Hello", "model").warnings).toHaveLength(1);
    expect(checkCard("---\npipeline_tag: [a]\n---\n", "model").errors).toEqual([
      { message: '"pipeline_tag" must be a string', line: 2 },
    ]);
    expect(checkCard("---\na: [\n---\n", "model").errors).toHaveLength(1);
    expect(checkCard("---\nmodel-index: {}\n---\n", "model").errors).toHaveLength(1);
  });

  test("says in which line of the file the metadata is broken", () => {
    const source = "---\nlicense: mit\ntags:\n  - a\n b: [\n---\n# Hello";
    expect(checkCard(source, "model").errors).toEqual([{ message: expect.stringContaining("YAML"), line: 5 }]);
  });

  test("is told the first of very many things to know", () => {
    const source = `---\nbase_model:\n${"- a b\n".repeat(40_000)}---\n${"text\n".repeat(1_000)}`;
    expect(checkCard(source, "model").warnings).toHaveLength(100);
  });
});
