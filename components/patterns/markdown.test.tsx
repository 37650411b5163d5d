import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { HERE, isElsewhere } from "./markdown-addresses";
import { markdownPipeline } from "./markdown-pipeline";

const PROXIED = {
  ...HERE,
  image: (src: string) => (isElsewhere(src) ? `http://content.test/image/${src.length}` : src),
};

function render(source: string, addresses = HERE): string {
  const pipeline = markdownPipeline(addresses);
  return renderToStaticMarkup(toJsxRuntime(pipeline.runSync(pipeline.parse(source)), { Fragment, jsx, jsxs }));
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

  test.each(["/\\evil.example/x.png", "/&#9;/evil.example/x.png", "\\\\\\\\evil.example/x.png"])(
    "with an address like %s stay on this host",
    (address) => {
      const [, src = "https://none.test"] = /src="([^"]*)"/.exec(render(`![A picture](${address})`)) ?? [];
      expect(new URL(src, "https://here.test/a/b").host).toBe("here.test");
    },
  );

  test.each(["//x", "/\\x", "\\\\x", "/\t/x", " https://x", "ht\ntps://x", "data:x"])("%j is elsewhere", (address) => {
    expect(isElsewhere(address)).toBe(true);
  });

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
