import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { Button } from "./button";

describe("a button whose work is under way", () => {
  test("is refused, also where it may be refused for another reason", () => {
    expect(renderToStaticMarkup(<Button busy disabled={false} />)).toContain('disabled=""');
    expect(renderToStaticMarkup(<Button busy={false} disabled />)).toContain('disabled=""');
    expect(renderToStaticMarkup(<Button busy={false} disabled={false} />)).not.toContain("disabled=");
  });

  test("begins it once for a double click", () => {
    const begin = vi.fn();
    const { onClick } = Button({ busy: false, onClick: begin }).props;
    const preventDefault = vi.fn();
    onClick({ detail: 1, preventDefault });
    onClick({ detail: 2, preventDefault });
    expect(begin).toHaveBeenCalledTimes(1);
    expect(preventDefault).toHaveBeenCalledTimes(1);
  });
});
