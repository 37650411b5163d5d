import { describe, expect, test } from "vitest";
import { markdownPipeline } from "./markdown-pipeline";
import { markdownTree } from "./markdown-tree";

const MACROS = String.raw`\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}\c`;

/** Without bounds each takes seconds and gives a tree, or the stack. */
const ATTACKS: Readonly<Record<string, string>> = {
  strikes: "~a~".repeat(16_000),
  emphasis: "*a_b".repeat(12_000),
  brackets: "]".repeat(24_000),
  links: "[a](".repeat(10_000),
  references: "[a]".repeat(15_000),
  footnotes: "[^1]: a\n".repeat(8_000),
  quotes: `${">".repeat(2_000)}a`,
  "quotes one after the other": ">\n>a\n\n".repeat(5_000),
  lists: `${"- ".repeat(1_200)}a`,
  numbers: `${"1. ".repeat(4_000)}a`,
  "bold HTML": "<b>".repeat(5_000),
  "divisions of HTML": "<div>".repeat(3_000),
  "what is opened again": `${Array.from({ length: 200 }, (_, at) => `<b id=x${at}>`).join("")}\n\n${"a\n\n".repeat(2_000)}`,
  "few characters that fill many cells": `${"|a".repeat(100)}|\n${"|-".repeat(100)}|\n${"|a\n".repeat(60)}`,
  "rows that are filled up": `${"|a".repeat(1_000)}|\n${"|-".repeat(1_000)}|\n${"|a\n".repeat(3_000)}`,
  "a fence that is none": `<div>\n\`\`\`\n\n${"~a~".repeat(16_000)}`,
  "a table that is none": `|a|b|\n|-|\n${"|~a~~a~~a~~a~~a~\n".repeat(2_000)}`,
};

const treeOf = (source: string) => markdownTree(markdownPipeline, source);

describe("Markdown that asks too much", () => {
  test.each(Object.entries(ATTACKS))("is told apart before it costs anything: %s", (_, source) => {
    expect(treeOf(source)).toBeNull();
  });

  test("does not come from macros of formulas, which stay code", () => {
    expect(JSON.stringify(treeOf(`$${MACROS}$ `.repeat(300)))).not.toContain("katex");
  });

  test("does not come from formulas without end: those beyond the budget stay code", () => {
    const shown = JSON.stringify(treeOf("$a$\n\n".repeat(1_000)));
    expect(shown.match(/"katex"/g)).toHaveLength(400);
  });
});

/** A long README as people write them. */
function readme(sections: number): string {
  const section = (at: number) => `## Section ${at}: snake_case_name

Some **bold** words about [the model](https://example.com/${at}), \`some_code\`, *emphasis*, ~~gone~~ and a footnote[^${at}].
It follows $E_${at} = mc^2$ and costs \\$5 to \\$10 in the worst of all cases, as is told in the [next](#section-${at + 1}).

- one [link](docs/${at}.md)
  - nested **item**
    1. third level
- [ ] to do

| Model | Score | Link |
|-------|------:|------|
${Array.from({ length: 12 }, (_, row) => `| **m_${row}** | ${row}.5 | [a](x/${row}) \`b_${row}\` |`).join("\n")}

\`\`\`python
values = [[1, 2], [3, 4]] * 2  # [not, a, link] **nor** _this_
print(values[0][1], "<b>", a["x"]["y"])
\`\`\`

<div align="center"><b>Centred</b> <img src="plot.png" width="40"><br></div>

<details><summary>More</summary>

> [!NOTE]
> A quote with *words*.

</details>

[^${at}]: A note.
`;
  return `# Title\n\n${Array.from({ length: sections }, (_, at) => section(at)).join("\n")}`;
}

describe("a long README of the usual kind", () => {
  test.each([100, 240])("is shown with %i sections as before", (sections) => {
    const source = readme(sections);
    expect(source.length).toBeGreaterThan(sections * 1_000);
    const tree = treeOf(source);
    expect(tree).not.toBeNull();
    const shown = JSON.stringify(tree);
    for (const name of ["table", "details", "del", "math"]) {
      expect(shown.split(`"tagName":"${name}"`), name).toHaveLength(sections + 1);
    }
    expect(tree).toEqual(markdownPipeline.runSync(markdownPipeline.parse(source)));
  });

  test("may hold a table of results with thousands of marks", () => {
    const rows = Array.from({ length: 1_500 }, (_, at) => `| **m_${at}** | [a](b/${at}) | *x* | \`c\` |`);
    expect(treeOf(`| a | b | c | d |\n|---|:-:|--:|---|\n${rows.join("\n")}`)).not.toBeNull();
  });
});
