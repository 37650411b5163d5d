import { describe, expect, test } from "vitest";
import { HERE, placePictures, readdress } from "./markdown-addresses";
import { markdownPipeline } from "./markdown-pipeline";
import { linkWords } from "./markdown-words";

const treeOf = (source: string) => markdownPipeline.runSync(markdownPipeline.parse(source));

function show(source: string, addresses = HERE): string {
  const tree = treeOf(source);
  readdress(tree, addresses);
  return JSON.stringify(tree);
}

describe("Markdown by people we do not know", () => {
  test("may hold harmless HTML", () => {
    const tree = show(
      '<div align="center"><b>Bold</b></div>\n\n<details><summary>More</summary>\n\n**text**\n\n</details>',
    );
    for (const name of ["div", "b", "details", "summary", "strong"]) expect(tree).toContain(`"tagName":"${name}"`);
  });

  test("never holds script, frames, styles or handlers", () => {
    const evil =
      '<script>alert(1)</script><iframe src="/x"></iframe><style>a{}</style><a href="javascript:alert(1)" onclick="x()">a</a>' +
      '<form action="/y"><button>b</button></form><svg onload="x()"></svg><img name="body" src=x onerror="x()">';
    const tree = show(evil);
    for (const word of [
      "script",
      "iframe",
      "style",
      "onclick",
      "onerror",
      "onload",
      "javascript:",
      "form",
      '"name"',
      "svg",
    ]) {
      expect(tree, word).not.toContain(word);
    }
  });

  test("takes no name that scripts of the page look for", () => {
    const tree = show(
      '<b id="__next_f">a</b><b id="B:0">b</b><b id="$RC">c</b><b id="TURBOPACK">d</b><b id="webpackChunk_N_E">e</b>\n\n# \\_\\_next_f\n\n# Ein Wort 你好',
    );
    for (const id of ["__next_f", "B:0", "$RC", "TURBOPACK", "webpackChunk_N_E"])
      expect(tree).not.toContain(`"id":"${id}"`);
    expect(tree).toContain('"id":"ein-wort-你好"');
  });

  test("keeps an anchor at a heading that is such a name, and the links to it", () => {
    const tree = show("# Next\n\n## Webpack\n\n## Next steps\n\n[a](#next) [b](#next-steps)");
    const found = [...tree.matchAll(/"(?:id|href)":"([^"]+)"/g)].map((match) => match[1]);
    const prefixed = ["user-content-next", "user-content-webpack"];
    expect(found).toEqual([...prefixed, "next-steps", "#user-content-next", "#next-steps"]);
  });

  test("does not load pictures from elsewhere, in whatever spelling", () => {
    const sources = [
      "![a](https://evil.example/a.png)",
      '<img src="//evil.example/a.png">',
      '<picture><source srcset="https://evil.example/a.png"><img src="https://evil.example/b.png"></picture>',
    ];
    for (const source of sources) {
      const tree = show(source);
      expect(tree).not.toContain('"tagName":"img"');
      expect(tree).not.toMatch(/srcset/i);
      expect(tree).toContain('"tagName":"a"');
    }
  });

  test("gets its pictures where the server says", async () => {
    const tree = treeOf("![a](one.png) ![b](https://elsewhere.example/two.png)");
    await placePictures(tree, async (src) => (src === "one.png" ? "/here/one.png" : null));
    const shown = JSON.stringify(tree);
    expect(shown).toContain('"src":"/here/one.png"');
    expect(shown).toContain('"href":"https://elsewhere.example/two.png"');
  });
});

describe("words that lead somewhere", () => {
  test("become links, outside of links, code and formulas", () => {
    const tree = treeOf("**@ada** [@ada](/x) `@ada` $@ada$\n\n    @ada\n\nand @ada.");
    linkWords(tree, (text) =>
      text.split(/(@ada)/).map((piece, at) => ({ text: piece, at, href: piece === "@ada" ? "/ada" : null })),
    );
    expect(JSON.stringify(tree).match(/"href":"\/ada"/g)).toHaveLength(2);
  });
});

describe("tasks of a list", () => {
  test("carry the line they stand on, whatever stands before; those that somebody wrote as HTML carry none", () => {
    const source =
      '# Plan\n\n- [ ] one\n- two\n  - [x] three\n\n---\n\n1. [ ] four\n\n   more\n\n<input type="checkbox" checked data-task="9">';
    const lines = [...show(source).matchAll(/"dataTask":"(\d+)"/g)].map((match) => match[1]);
    expect(lines).toEqual(["3", "5", "9"]);
  });
});
