import { expect, test } from "vitest";
import { z } from "zod";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { parseBody } from "./read-body";

const FORM = { request: { headers: { "content-type": "application/x-www-form-urlencoded" } } };
const Fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

test("a form is read with its repeated keys as lists", () => {
  expect(parseBody(FORM, Fields, "a=1&b=2&a=3&c&a=4")).toEqual({ a: ["1", "3", "4"], b: "2", c: "" });
});

test("a form of very many keys takes no longer than its bytes", () => {
  const names = Array.from({ length: 100_000 }, (_, index) => index.toString(36));
  const read = () => expect(Object.keys(parseBody(FORM, Fields, names.join("&")))).toHaveLength(100_000);
  expect(cpuMsOf(read)).toBeLessThan(5_000);
});
