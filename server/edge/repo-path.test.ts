import { expect, test } from "vitest";
import { mediaTypeOf } from "./media-type";
import { parseRepoAddress } from "./repo-path";

test.each([
  ["/ada/model/resolve/main/a", { kind: "model", namespace: "ada", name: "model", rest: "resolve/main/a" }],
  ["/datasets/ada/data.git/info/refs", { kind: "dataset", namespace: "ada", name: "data", rest: "info/refs" }],
  ["/constructor/model/tree/main", { kind: "model", namespace: "constructor", name: "model", rest: "tree/main" }],
  ["/__proto__/ada/model", null],
  ["/ada", null],
])("%s is read as %j", (path, address) => expect(parseRepoAddress(path)).toEqual(address));

test.each(["a.constructor", "a.toString", "a.__proto__"])("%s is a file like any other", (path) => {
  expect(mediaTypeOf(path)).toBe("application/octet-stream");
});
