import { describe, expect, test } from "vitest";
import { ListReposInput } from "@/server/hub/contract/repo";
import { isFiltered, listHref } from "./list-href";

const filterOf = (given: object) => ListReposInput.parse({ shelf: "models", ...given });

describe("the address of a list", () => {
  test("keeps every filter and starts at the first page", () => {
    const filter = filterOf({ search: "a b", author: "ada", tag: ["x", "license:mit"], sort: "likes", cursor: "c" });
    expect(listHref(filter)).toBe("/models?search=a+b&author=ada&tag=x&tag=license%3Amit&sort=likes");
  });

  test("changes one filter and leaves the others", () => {
    const filter = filterOf({ author: "ada", task: "text-generation" });
    expect(listHref(filter, { task: undefined })).toBe("/models?author=ada");
    expect(listHref(filter, { sort: "updated" })).toBe("/models?author=ada&task=text-generation&sort=updated");
  });

  test("is short when nothing is filtered", () => {
    expect(listHref(filterOf({}))).toBe("/models");
    expect(isFiltered(filterOf({ sort: "likes" }))).toBe(false);
    expect(isFiltered(filterOf({ liked: true }))).toBe(true);
  });
});
