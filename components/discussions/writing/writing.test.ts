import { describe, expect, test } from "vitest";
import { type Format, formatted } from "./formats";
import { typedWord } from "./typed-word";

describe("the word that is being written", () => {
  const at = (text: string) => typedWord(text, text.length);

  test("is a name or a number after its sign, also behind Chinese text", () => {
    expect(at("hi @ad")).toEqual({ sign: "@", query: "ad", start: 3 });
    expect(at("你好@ad")).toEqual({ sign: "@", query: "ad", start: 2 });
    expect(at("@")).toEqual({ sign: "@", query: "", start: 0 });
    expect(at("see #12")).toEqual({ sign: "#", query: "12", start: 4 });
    expect(at("see #慢")).toEqual({ sign: "#", query: "慢", start: 4 });
    expect(typedWord("hi @ad there", 6)).toEqual({ sign: "@", query: "ad", start: 3 });
  });

  test("is none in addresses, headings and what is written already", () => {
    for (const text of ["a@b.example", "x/#1", "# ", "#", "text\n#", "## ", "@ada ", "", "@@a"]) {
      expect(at(text), text).toBeNull();
    }
  });
});

describe("a button of the bar", () => {
  const apply = (format: Format, text: string, [start, end]: readonly [number, number]) => {
    const { start: from, end: to, text: next, ...selected } = formatted(format, { text, start, end });
    return { text: text.slice(0, from) + next + text.slice(to), ...selected };
  };

  test("marks what is chosen, and takes the marks away again", () => {
    expect(apply("bold", "a word", [2, 6])).toEqual({ text: "a **word**", selectFrom: 4, selectTo: 8 });
    expect(apply("bold", "a **word**", [4, 8])).toEqual({ text: "a word", selectFrom: 2, selectTo: 6 });
    expect(apply("link", "", [0, 0])).toEqual({ text: "[](https://)", selectFrom: 1, selectTo: 1 });
  });

  test("makes whole lines tasks", () => {
    expect(apply("task", "one\ntwo\nthree", [1, 5]).text).toBe("- [ ] one\n- [ ] two\nthree");
    expect(apply("list", "- one\n- two", [0, 11]).text).toBe("one\ntwo");
    expect(apply("list", "", [0, 0])).toEqual({ text: "- ", selectFrom: 2, selectTo: 2 });
  });
});
