import { describe, expect, test } from "vitest";
import { listAddress } from "./list-address";

describe("the address of a list", () => {
  test("says its filters, and neither what is empty nor how many fit on a page", () => {
    const query = { search: "a b", tag: ["x", "y"], sort: "", cursor: undefined, limit: 20 };
    expect(listAddress("/models", query)).toBe("/models?search=a+b&tag=x&tag=y");
    expect(listAddress("/models", { cursor: undefined })).toBe("/models");
  });

  test("keeps the filters that the path names already", () => {
    expect(listAddress("/ada?tab=models", { cursor: "c2" })).toBe("/ada?tab=models&cursor=c2");
    expect(listAddress("/ada?tab=models", { cursor: undefined })).toBe("/ada?tab=models");
  });
});
