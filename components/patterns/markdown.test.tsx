import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, describe, expect, test } from "vitest";
import { Markdown } from "./markdown";
import { HERE, isElsewhere, readdress } from "./markdown-addresses";
import type { MarkdownTree } from "./markdown-elements";
import { markdownPipeline } from "./markdown-pipeline";
import { MarkdownPlain } from "./markdown-plain";

const PROXIED = {
  ...HERE,
  image: (src: string) => (isElsewhere(src) ? `http://content.test/image/${src.length}` : src),
};

function render(source: string, addresses = HERE): string {
  const tree = markdownPipeline.runSync(markdownPipeline.parse(source));
  readdress(tree, addresses);
  return renderToStaticMarkup(toJsxRuntime(tree, { Fragment, jsx, jsxs }));
}

describe("X1: Markdown of people we do not know", () => {
  test.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><animate onbegin=alert(1)></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#9;javascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html,<script>1</script>)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<javascript:alert(1)>",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\htmlData{x=1}{y}$",
    "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "# x <a name=body onclick=alert(1)>",
  ])("runs nothing of %s", (source) => {
    expect(render(source)).not.toMatch(
      /<script|<iframe|<svg|<style|<[^>]*\son\w+=|(?:href|src)="\s*(?:javascript|vbscript|data):/i,
    );
  });
});

describe("X5: pictures", () => {
  test.each(["https://evil.example/x.png", "//evil.example/x.png"])(
    "of another host are not fetched from %s: its address is shown",
    (address) => {
      const html = render(`![A picture](${address})`);
      expect(html).not.toContain("<img");
      expect(html).toContain(`A picture (${address})`);
    },
  );

  test.each(["/&#9;/evil.example/x.png", "/\\evil.example/x.png", "&#10;//evil.example/x.png"])(
    "in HTML with an address like %s are not fetched either",
    (address) => {
      expect(render(`<img alt="a" src="${address}">`)).not.toContain("<img");
    },
  );

  const file = "evil.example/x/resolve/main/a.png";
  test.each([`/\\${file}`, `/&#9;/${file}`, `\\\\\\\\${file}`, `/x/..//${file}`, `/./\\${file}`])(
    "with an address like %s stay on this host",
    (address) => {
      const [, src = "/none"] = /src="([^"]*)"/.exec(render(`![A picture](${address})`)) ?? [];
      expect(new URL(src, "https://here.test/a/b").host).toBe("here.test");
    },
  );

  test.each(["//x", "/\\x", "\\\\x", "/\t/x", " https://x", "ht\ntps://x", "data:x"])("%j is elsewhere", (address) => {
    expect(isElsewhere(address)).toBe(true);
  });

  test.each(["/api/v1/models/x/y/search?query=a", "/x/y/resolve/../../../api/v1/me", "/api/models/x/resolve/a/b", "x"])(
    "are no address of this site but files and avatars: %s is shown as a link",
    (address) => {
      expect(render(`![A picture](${address})`)).not.toContain("<img");
    },
  );

  test.each(["/ada/x/resolve/main/a.png", "/datasets/ada/x/raw/main/a.png", "/api/v1/avatars/0a1b"])(
    "that are files and avatars of this site are shown: %s",
    (address) => {
      expect(render(`![A picture](${address})`)).toContain(`<img src="${address}"`);
    },
  );

  test("of another host come through the proxy where it is allowed, also as links", () => {
    expect(render("[![b](https://a.example/b.svg)](https://a.example)", PROXIED)).toContain(
      '<img src="http://content.test/image/23" alt="b" loading="lazy"/>',
    );
  });

  test("that are not shown inside a link stay text of that link", () => {
    const html = render("[![b](https://a.example/b.svg)](https://a.example/)");
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).toContain('<span title="https://a.example/b.svg">b (https://a.example/b.svg)</span>');
  });
});

describe("a document that cannot be shown", () => {
  afterEach(() => {
    globalThis.yardMarkdown = undefined;
  });

  const source = "**a**";
  const draws = (tree: MarkdownTree | null) => {
    globalThis.yardMarkdown = {
      draw: async () => tree && { tree: () => structuredClone(tree), elements: 1 },
      colour: async () => null,
    };
  };
  const drawn = () => markdownPipeline.runSync(markdownPipeline.parse(`${source} ![b](/x/y/resolve/main/b.png)`));
  const fails = () => {
    throw new Error("broken");
  };

  test("is shown as the text it is where it asks too much, alone or together with others of its page", async () => {
    draws(null);
    expect(await Markdown({ source })).toMatchObject({ type: MarkdownPlain, props: { source } });
    globalThis.yardMarkdown = { draw: async () => ({ tree: drawn, elements: 60_001 }), colour: async () => null };
    expect(await Markdown({ source })).toMatchObject({ type: MarkdownPlain, props: { source } });
  });

  test.each([
    ["its words", { words: fails }],
    ["its links", { addresses: { ...HERE, image: fails } }],
    ["its pictures", { addresses: { ...HERE, picture: fails } }],
  ])("is shown as the text it is where %s break", async (_, props) => {
    draws(drawn());
    expect(await Markdown({ source, ...props })).toMatchObject({ type: MarkdownPlain, props: { source } });
  });

  test("is shown as the text it is where its tree breaks what makes elements of it", async () => {
    const properties = { style: "/*" };
    draws({ type: "root", children: [{ type: "element", tagName: "b", properties, children: [] }] });
    expect(await Markdown({ source })).toMatchObject({ type: MarkdownPlain });
  });

  test("is shown as what it is otherwise", async () => {
    draws(drawn());
    expect(renderToStaticMarkup(await Markdown({ source }))).toContain("<strong>a</strong>");
  });
});
