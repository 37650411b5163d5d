import { describe, expect, test } from "vitest";
import { presentPath } from "./present-path";

const model = { kind: "model", namespace: "birds", name: "wren" } as const;
const dataset = { ...model, kind: "dataset" } as const;

describe("the address of a page of a repository that has moved", () => {
  test.each([
    ["/ada/robin", "/birds/wren"],
    ["/ada/robin/discussions/7/files?view=split", "/birds/wren/discussions/7/files?view=split"],
    ["/models/ada/robin/commit/6d0bba5", "/birds/wren/commit/6d0bba5"],
    ["/ada/robin/blob/feature%2Fx/a%20b/%23.py?plain=", "/birds/wren/blob/feature%2Fx/a%20b/%23.py?plain="],
  ])("keeps what stands behind the name of a model: %s", (asked, present) => {
    expect(presentPath(model, asked)).toBe(present);
  });

  test("keeps the shelf of the other kinds", () => {
    expect(presentPath(dataset, "/datasets/ada/robin/releases?cursor=x")).toBe(
      "/datasets/birds/wren/releases?cursor=x",
    );
  });
});
