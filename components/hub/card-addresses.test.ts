import { describe, expect, test } from "vitest";
import { addressesIn } from "./card-addresses";

const repo = { kind: "dataset", namespace: "ada", name: "poems" } as const;
const { link, image } = addressesIn({ repo, revision: "feature/x", path: "docs/guide/README.md" });

describe("the addresses in a Markdown file", () => {
  test("that are relative lead to the files beside it", () => {
    expect(link("other.md#usage")).toBe("/datasets/ada/poems/blob/feature%2Fx/docs/guide/other.md#usage");
    expect(link("../a%20b.csv?raw=true")).toBe("/datasets/ada/poems/blob/feature%2Fx/docs/a%20b.csv");
    expect(link("../../../../..")).toBe("/datasets/ada/poems/tree/feature%2Fx");
  });

  test("that say where they lead are left alone", () => {
    for (const href of ["#usage", "/models", "https://example.com/x", "mailto:a@example.com"])
      expect(link(href)).toBe(href);
  });

  test("of pictures are those of this host, for what is nothing but pixels", () => {
    expect(image("plot.PNG")).toBe("/datasets/ada/poems/resolve/feature%2Fx/docs/guide/plot.PNG");
    expect(image("/ada/x/resolve/main/a.png")).toBe("/ada/x/resolve/main/a.png");
    expect(image("/api/v1/avatars/0a1b")).toBe("/api/v1/avatars/0a1b");
    expect(image("drawing.svg")).toBeNull();
    for (const src of ["/api/v1/models/x/y/search?query=a", "/x/resolve/../../api/v1/me", "/api/x/resolve/a"])
      expect(image(src), src).toBeNull();
    expect(image("https://example.com/a.png")).toBeNull();
  });
});
