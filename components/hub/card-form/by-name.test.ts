import { describe, expect, test } from "vitest";
import { byName } from "./by-name";

const repo = (fullName: string) => {
  const [namespace = "", name = ""] = fullName.split("/");
  return { namespace, name };
};
const sorted = (names: readonly string[], typed: string) =>
  byName(names.map(repo), typed).map(({ namespace, name }) => `${namespace}/${name}`);

describe("repositories to choose from", () => {
  test("begin with the one whose name was typed, then those that begin with it", () => {
    const found = ["lab/my-guide-2m", "lab/guide-2m-gguf", "modelyard/guide-2m"];
    expect(sorted(found, "Guide-2M")).toEqual(["modelyard/guide-2m", "lab/guide-2m-gguf", "lab/my-guide-2m"]);
    expect(sorted(found, "modelyard/guide-2m")[0]).toBe("modelyard/guide-2m");
  });

  test("keep their order otherwise", () => {
    expect(sorted(["b/two", "a/one"], "")).toEqual(["b/two", "a/one"]);
  });
});
