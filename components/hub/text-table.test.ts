import { describe, expect, test } from "vitest";
import { isTable, textTableOf } from "./text-table";

const table = (text: string, { path = "a.csv", isTruncated = false } = {}) => textTableOf({ path, text, isTruncated });

describe("a CSV file as a table", () => {
  test("has its names over its columns, and its fields without their quotes", () => {
    expect(table('\uFEFFname,"note"\r\n"Ada, Countess","said ""hello""\r\ntwice"\r\nBob,\r\n')).toEqual({
      header: ["name", "note"],
      rows: [
        ["Ada, Countess", 'said "hello"\r\ntwice'],
        ["Bob", ""],
      ],
      hasMoreRows: false,
      columnCount: 2,
    });
  });

  test("may be cut at semicolons or tabs", () => {
    expect(table("a;b\n1,5;2,5\n")).toMatchObject({ header: ["a", "b"], rows: [["1,5", "2,5"]] });
    expect(table("a\tb\n1,5\t2\n", { path: "a.tsv" })?.rows).toEqual([["1,5", "2"]]);
  });

  test("has no names where the first row holds numbers", () => {
    expect(table("1,x\n2,y\n")).toMatchObject({
      header: null,
      rows: [
        ["1", "x"],
        ["2", "y"],
      ],
    });
  });

  test("is as wide as its widest row, and of many columns shows fifty", () => {
    expect(table("a,b\n1,2,3\n4\n")?.rows).toEqual([
      ["1", "2", "3"],
      ["4", "", ""],
    ]);
    const wide = table(`${Array.from({ length: 80 }, (_, index) => `c${index}`).join(",")}\n`);
    expect([wide?.columnCount, wide?.header?.length]).toEqual([80, 50]);
  });

  test("shows two hundred rows, and says whether there are more", () => {
    const lines = (count: number) => `n\n${Array.from({ length: count }, (_, index) => `${index}\n`).join("")}`;
    expect(table(lines(200))).toMatchObject({ rows: { length: 200 }, hasMoreRows: false });
    expect(table(lines(201))).toMatchObject({ rows: { length: 200 }, hasMoreRows: true });
    const bare = lines(201).slice(2);
    expect(table(bare)).toMatchObject({ header: null, rows: { length: 200 }, hasMoreRows: true });
  });

  test("leaves out the row that was cut off with the text", () => {
    expect(table("n,m\n1,2\n3,", { isTruncated: true })).toMatchObject({ rows: [["1", "2"]], hasMoreRows: true });
  });

  test("takes a quote that nothing closes for a letter", () => {
    expect(table('size,what\n"3,screw\n4,nut\n')?.rows).toEqual([
      ['"3', "screw"],
      ["4", "nut"],
    ]);
    expect(table('said\n"hello\nbye\n', { path: "a.tsv" })?.rows).toEqual([['"hello'], ["bye"]]);
  });

  test("shows the beginning of a huge field, and cuts no character in two", () => {
    const [[cell = ""] = []] = table(`text\n${"a".repeat(299)}😀${"b".repeat(500_000)}\n`)?.rows ?? [];
    expect(cell).toBe(`${"a".repeat(299)}…`);
  });

  test("is nothing where there are no rows", () => {
    expect(table("\n\n")).toBeNull();
  });

  test("is known by its name", () => {
    expect(["a.csv", "B.TSV", "csv", "a.csv.gz"].map(isTable)).toEqual([true, true, false, false]);
  });
});
