import { expect, test } from "vitest";
import { z } from "zod";
import { fieldsOf } from "./schema-fields";

test("each kind of key becomes its field, in order", () => {
  const schema = z.object({
    name: z.string().trim().max(60),
    about: z.string().max(500).default(""),
    mode: z.enum(["open", "closed"]).nullable().default(null),
    count: z.int().min(1).max(9).default(3),
    size: z.int().default(1).meta({ unit: "bytes" }),
    isOn: z.boolean().default(false),
  });
  expect(fieldsOf(schema)).toMatchObject([
    { name: "name", kind: "text", isNullable: false },
    { name: "about", kind: "longText", max: 500 },
    { name: "mode", kind: "choice", options: ["open", "closed"], isNullable: true },
    { name: "count", kind: "number", min: 1, max: 9 },
    { name: "size", kind: "number", unit: "bytes" },
    { name: "isOn", kind: "switch" },
  ]);
});

test("a key that no field fits is refused by name", () => {
  expect(() => fieldsOf(z.object({ tags: z.array(z.string()) }))).toThrow(/tags/);
});
