import { describe, expect, test } from "vitest";
import type { Tensor } from "../formats/file-bytes";
import { compareTensorLists } from "./tensor-comparison";

const tensor = (name: string, shape: number[], dtype = "F32"): Tensor => ({ name, dtype, shape, offset: 0, bytes: 4 });

describe("comparing tensors", () => {
  test("tells what is new, gone, of another type or shape, and how many stayed", () => {
    const before = [tensor("a", [2]), tensor("b", [2, 3]), tensor("c", [1]), tensor("d", [1])];
    const after = [tensor("a", [2]), tensor("b", [3, 2]), tensor("c", [1], "BF16"), tensor("e", [])];
    expect(compareTensorLists(before, after)).toEqual({
      added: [{ name: "e", dtype: "F32", shape: [] }],
      removed: [{ name: "d", dtype: "F32", shape: [1] }],
      changed: [
        { name: "b", before: { dtype: "F32", shape: [2, 3] }, after: { dtype: "F32", shape: [3, 2] } },
        { name: "c", before: { dtype: "F32", shape: [1] }, after: { dtype: "BF16", shape: [1] } },
      ],
      values: [],
      counts: { added: 1, removed: 1, changed: 2, values: 0, same: 1 },
    });
  });

  test("lists 500 of each kind and counts all", () => {
    const many = Array.from({ length: 700 }, (_, index) => tensor(`t${index}`, [1]));
    const { added, counts } = compareTensorLists([], many);
    expect(added).toHaveLength(500);
    expect(counts.added).toBe(700);
  });

  test("tells other values in tensors of one type and shape, once both files were hashed", () => {
    const tensors = [tensor("a", [2]), tensor("b", [3])];
    const hashes = {
      before: new Map([
        ["a", "x"],
        ["b", "y"],
      ]),
      after: new Map([
        ["a", "x"],
        ["b", "z"],
      ]),
    };
    const { values, counts } = compareTensorLists(tensors, tensors, hashes);
    expect(values).toEqual([{ name: "b", dtype: "F32", shape: [3] }]);
    expect(counts).toMatchObject({ changed: 0, values: 1, same: 1 });
    expect(compareTensorLists(tensors, tensors, { ...hashes, before: null }).counts).toMatchObject({ values: 0 });
  });
});
