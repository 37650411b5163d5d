import { describe, expect, test } from "vitest";
import { hfCommand } from "./hf-command";

const ORIGIN = "https://models.example.com";
const made = (more: object) => hfCommand({ shelf: "models", namespace: "lab", name: "tiny", ...more }, ORIGIN);

describe("the command that makes a repository", () => {
  test("says kind, owner and visibility as the form does", () => {
    expect(made({ visibility: "public" })).toBe(
      `export HF_ENDPOINT=${ORIGIN}\nhf repos create lab/tiny --type model --public`,
    );
    expect(made({ shelf: "datasets", visibility: "private" })).toContain("lab/tiny --type dataset --private");
    expect(made({ shelf: "spaces", sdk: "gradio", visibility: "public" })).toContain(
      "lab/tiny --type space --sdk gradio --public",
    );
  });

  test("holds no name that a shell would read as something else", () => {
    for (const name of ["", "a b", "a;b", "a$(b)", "a'b", "a\nb"]) {
      expect(made({ name, visibility: "public" })).toContain("create lab/name --type");
    }
  });

  test("is not shown for what it would make differently", () => {
    expect(made({ visibility: "internal" })).toBeNull();
    expect(made({ visibility: "public", resourceGroup: "weights" })).toBeNull();
    expect(made({ shelf: "codes", visibility: "public" })).toBeNull();
  });
});
