import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Callout } from "./callout";

describe("a callout", () => {
  test("is read out at once when it tells of a danger, and only then", () => {
    expect(renderToStaticMarkup(<Callout tone="danger" title="Refused" />)).toContain('role="alert"');
    expect(renderToStaticMarkup(<Callout tone="warning" title="Mind" />)).not.toContain("role=");
  });
});
