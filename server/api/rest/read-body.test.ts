import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { readBody } from "./read-body";

const bodyOf = (text: string) => {
  const body = new PassThrough();
  body.end(text);
  return { contentType: "application/json", contentEncoding: null, body };
};

test("a body of more values than it may hold is refused before anything is made of it", async () => {
  const limits = { maxBytes: 1_000, maxDepth: 4, maxValues: 10 };
  expect(await readBody(bodyOf('{"a":[1,2,3]}'), limits)).toEqual({ a: [1, 2, 3] });
  await expect(readBody(bodyOf(`{"a":[${"[],".repeat(9)}[]]}`), limits)).rejects.toMatchObject({ code: "too_large" });
});
