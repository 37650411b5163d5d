import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { z } from "zod";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { parseBody, readLines } from "./read-body";

const FORM = { request: { headers: { "content-type": "application/x-www-form-urlencoded" } } };
const Fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

test("a form is read with its repeated keys as lists", () => {
  expect(parseBody(FORM, Fields, "a=1&b=2&a=3&c&a=4")).toEqual({ a: ["1", "3", "4"], b: "2", c: "" });
});

test("a form is read in one pass, and a long one is refused before", () => {
  const names = Array.from({ length: 15_000 }, (_, index) => index.toString(36));
  const read = () => expect(Object.keys(parseBody(FORM, Fields, names.join("&")))).toHaveLength(15_000);
  expect(cpuMsOf(read)).toBeLessThan(1_000);
  const long = () => parseBody(FORM, Fields, "a&".repeat(100_000));
  expect(long).toThrow(expect.objectContaining({ code: "too_large" }));
});

const JSON_BODY = { request: { headers: { "content-type": "application/json" } } };

test("bodies and lines of very many values, or that nest deeply, are refused before anything is made of them", async () => {
  const values = `[${"[],".repeat(400_000)}[]]`;
  const read = () => parseBody(JSON_BODY, z.unknown(), values);
  expect(read).toThrow(expect.objectContaining({ code: "too_large" }));
  expect(cpuMsOf(() => expect(read).toThrow())).toBeLessThan(cpuMsOf(() => JSON.parse(values)));
  expect(() => parseBody(JSON_BODY, z.unknown(), "[".repeat(65))).toThrow(
    expect.objectContaining({ reason: "malformed_json" }),
  );
  expect(parseBody(JSON_BODY, z.unknown(), JSON.stringify({ content: "[,".repeat(500_000) }))).toHaveProperty(
    "content",
  );
  const request = new PassThrough();
  request.end(`${values}\n`);
  await expect(readLines({ request }).next()).rejects.toMatchObject({ code: "too_large" });
});

const PATIENCE = { graceMs: 50, bytesPerSecond: 1_000_000 };

test("lines that stop to come are not waited for, and what came before was read", async () => {
  const request = new PassThrough();
  request.write('{"a":1}\n{"a":');
  const lines = readLines({ request }, PATIENCE);
  expect((await lines.next()).value).toEqual({ a: 1 });
  await expect(lines.next()).rejects.toMatchObject({ code: "invalid", reason: "body_too_slow" });
  expect(request.destroyed).toBe(false);
});

test("a refused line leaves the connection to the refusal", async () => {
  const request = new PassThrough();
  request.write('{"a":1}\n{"a"\n');
  const lines = readLines({ request }, PATIENCE);
  await lines.next();
  await expect(lines.next()).rejects.toMatchObject({ reason: "malformed_json" });
  expect(request.destroyed).toBe(false);
});
