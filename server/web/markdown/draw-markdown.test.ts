import { zstdDecompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { piecesOf } from "@/components/patterns/markdown-colours";
import { elementsIn, type MarkdownTree } from "@/components/patterns/markdown-elements";
import { drawMarkdown } from "./draw-markdown";

async function draw(source: string) {
  const drawn = await drawMarkdown(source);
  const tree: MarkdownTree | null = drawn && JSON.parse(zstdDecompressSync(drawn.packed).toString());
  return tree && { tree, elements: drawn?.elements };
}

async function drawnElements(source: string) {
  const drawing = await draw(source);
  return drawing ? elementsIn(drawing.tree).map(({ node }) => node) : [];
}

const fenced = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\`\n`;
const ROW = "|a|b|c|d|e|f|g|h|\n";
const WIDE = `${ROW}${"|-".repeat(8)}|\n${ROW.repeat(3_900)}`;

describe("what is drawn of a document", () => {
  test("is code in colours that make up the same code", async () => {
    const code = 'import os\n\n\ndef f(x):\n    return ["a", 1]  # 你好 😀\n';
    const found = (await drawnElements(fenced("python", code))).find(({ tagName }) => tagName === "code");
    const lines = piecesOf(code.trimEnd(), String(found?.properties.dataColours));
    expect(lines.map((line) => line.map(({ content }) => content).join("")).join("\n")).toBe(code.trimEnd());
    const word = { offset: 0, content: "import", color: "var(--shiki-token-keyword)" };
    expect(lines[0]?.[0]).toEqual(word);
  });

  test("is much code without colours, and code as its author wrote it in HTML", async () => {
    const code = "a = 1\n".repeat(6_000);
    const [, plain] = await drawnElements(fenced("python", code));
    const noted = String(plain?.properties.dataColours);
    expect(noted.length).toBeLessThan(100);
    expect(piecesOf("a\nbc", noted)).toEqual([[{ offset: 0, content: "a" }], [{ offset: 2, content: "bc" }]]);
    const written = await drawnElements("<pre><code><b>a</b></code></pre>");
    expect(written.filter(({ properties }) => "dataColours" in properties)).toEqual([]);
  });

  test("takes no colours and no styles from its author", async () => {
    const shown = await drawnElements('<pre><code style="a:b" data-colours="{}" class="x">a</code></pre>');
    expect(shown[1]?.properties.dataColours).not.toBe("{}");
    expect(JSON.stringify(shown)).not.toContain('"style"');
  });

  test("has the styles of its formulas as objects, and nothing of where it stood", async () => {
    const shown = JSON.stringify(await draw("$$\n\\frac{a}{b}\n$$\n\n- [ ] a"));
    expect(shown).toMatch(/"style":\{"height":"[\d.]+em","verticalAlign":"-[\d.]+em"\}/);
    expect(shown).not.toContain('"position"');
    expect(shown).toContain('"dataTask":"5"');
  });

  test("is nothing when it would fill a page with more elements than a process makes in a second", async () => {
    const code = fenced("", "a\n".repeat(7_000));
    expect((await draw(WIDE))?.elements).toBeGreaterThan(35_000);
    expect((await draw(code))?.elements).toBeGreaterThan(20_000);
    expect(await draw(`${WIDE}\n${code}`)).toBeNull();
  });
});
