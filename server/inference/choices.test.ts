import { describe, expect, test } from "vitest";
import { choicesOf, partsOf } from "./choices";

const file = (path: string, size = 10) => ({ path, size });

describe("what of a repository can be deployed", () => {
  test("a split set is one choice of all its parts, a projector and other files are none", () => {
    const choices = choicesOf([
      file("README.md"),
      file("mmproj-model-f16.gguf"),
      file("big/m-Q8_0-00001-of-00003.gguf", 1),
      file("big/m-Q8_0-00002-of-00003.gguf", 2),
      file("big/m-Q8_0-00003-of-00003.gguf", 3),
    ]);
    expect(choices).toMatchObject([
      {
        file: "big/m-Q8_0-00001-of-00003.gguf",
        quantization: "Q8_0",
        sizeBytes: 6,
        parts: 3,
        isComplete: true,
        isDefault: true,
      },
    ]);
  });

  test("a set with a missing part is shown and never the default", () => {
    const choices = choicesOf([file("m-00001-of-00002.gguf", 1), file("m-q4_0.gguf", 5)]);
    expect(choices.map(({ file, isComplete, isDefault }) => [file, isComplete, isDefault])).toEqual([
      ["m-00001-of-00002.gguf", false, false],
      ["m-q4_0.gguf", true, true],
    ]);
  });

  test.each([
    [["m-F16.gguf", "m-Q4_K_M.gguf", "m-Q2_K.gguf"], "m-Q4_K_M.gguf"],
    [["m-IQ2_XXS.gguf", "m-BF16.gguf"], "m-IQ2_XXS.gguf"],
    [["one.gguf"], "one.gguf"],
  ])("of %j, %s is the default", (names, expected) => {
    const choices = choicesOf(names.map((name, index) => file(name, name.includes("BF16") ? 99 : index + 1)));
    expect(choices.find(({ isDefault }) => isDefault)?.file).toBe(expected);
  });

  test("the parts of a file are itself, or the whole set", () => {
    expect(partsOf("a/b.gguf")).toEqual(["a/b.gguf"]);
    expect(partsOf("b-00001-of-00002.GGUF")).toEqual(["b-00001-of-00002.GGUF", "b-00002-of-00002.GGUF"]);
  });
});
