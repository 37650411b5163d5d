import { describe, expect, test } from "vitest";
import { EVERYTHING, readQuery, tellProblem, withWord, wordOf } from "./contract/query";

describe("what is typed above a list of discussions", () => {
  test("is read word by word; what is no filter is looked for", () => {
    const text =
      'is:open is:pr author:mei no:assignee label:bug label:"good first" review:approved sort:updated crash on "a b"';
    expect(readQuery(text)).toEqual({
      problems: [],
      query: {
        status: "open",
        type: "pull",
        author: "mei",
        assignee: null,
        labels: ["bug", "good first"],
        isUnlabelled: false,
        review: "approved",
        sort: "updated",
        words: "crash on a b",
      },
    });
    const none = { assignee: null, isUnlabelled: true, review: "none" };
    expect(readQuery("no:label no:assignee no:review label:none").query).toMatchObject({ ...none, labels: ["none"] });
    expect(readQuery("")).toEqual({ query: EVERYTHING, problems: [] });
    expect(readQuery('https://a.example 慢 "is:open"').query).toEqual({
      ...EVERYTHING,
      words: "https://a.example 慢 is:open",
    });
  });

  test("is refused with what can be written instead", () => {
    const told = (text: string) => readQuery(text).problems.map(tellProblem);
    expect(told("is:opne")).toEqual(["is:opne is none of open, closed, merged, draft, issue, pr"]);
    expect(told("autor:mei")[0]).toMatch(/^There is no filter autor:mei: use is:, no:, author:/);
    expect(told("sort:best review:x")).toEqual([
      "sort:best is none of newest, oldest, commented, updated",
      "review:x is none of approved, changes_requested, none",
    ]);
    expect(told("is:open is:closed assignee:a no:assignee")).toEqual([
      "is:closed contradicts what stands before it",
      "no:assignee contradicts what stands before it",
    ]);
    expect(told("no:body review:approved no:review")).toEqual([
      "no:body is none of assignee, label, review",
      "no:review contradicts what stands before it",
    ]);
    expect(told('author:"" label:""')).toEqual(['author:"" needs a value', 'label:"" needs a value']);
    expect(told(Array.from({ length: 11 }, (_, index) => `label:${index}`).join(" "))).toHaveLength(1);
    expect(readQuery(`${'"'.repeat(400)}${":a".repeat(400)}`).query.words.length).toBeLessThan(500);
  });

  test("is written by menus in the same words", () => {
    expect(withWord("is:open crash", "is:closed")).toBe("crash is:closed");
    expect(withWord("is:open is:pr", "is:issue")).toBe("is:open is:issue");
    expect(withWord("is:open", "is:open")).toBe("");
    expect(withWord("no:assignee", "assignee:mei")).toBe("assignee:mei");
    expect(withWord("label:a", 'label:"b c"')).toBe('label:a label:"b c"');
    expect(withWord('label:a label:"b c"', "label:a")).toBe('label:"b c"');
    expect(withWord("", "sort:oldest")).toBe("sort:oldest");
    expect(wordOf("label", "good first")).toBe('label:"good first"');
  });
});
