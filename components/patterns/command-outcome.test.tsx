import { Command } from "cmdk";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { CommandOutcome } from "./command-outcome";

const shown = (problem?: string) =>
  renderToStaticMarkup(
    <Command>
      <CommandOutcome empty="Nothing matches" problem={problem} />
    </Command>,
  );

describe("a search without a result", () => {
  test("says that nothing matches only when that is known", () => {
    expect(shown()).toContain("Nothing matches");
    expect(shown("The search failed")).toMatch(/role="alert"[^>]*>The search failed/);
    expect(shown("The search failed")).not.toContain("Nothing matches");
  });
});
