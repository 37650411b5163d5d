import { describe, expect, test } from "vitest";
import { isSameOrigin } from "./same-origin";

const own = "http://192.168.1.5:3000";
const asked = (headers: Readonly<Record<string, string>>) => isSameOrigin(own, (name) => headers[name]);

describe("a cookie counts", () => {
  test.each([
    [{ "sec-fetch-site": "same-origin" }],
    [{ "sec-fetch-site": "none" }],
    [{ origin: own }],
    [{ origin: own, referer: "https://evil.example/" }],
    [{ referer: `${own}/console/deployments` }],
  ])("when a browser says that one of our pages asked: %j", (headers) => {
    expect(asked(headers)).toBe(true);
  });

  test.each([
    [{}],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site", referer: `${own}/` }],
    [{ "sec-fetch-site": "cross-site", origin: own }],
    [{ origin: "https://evil.example" }],
    [{ origin: "null", referer: `${own}/` }],
    [{ referer: "https://evil.example/?http://192.168.1.5:3000/" }],
    [{ referer: "http://192.168.1.5:3000.evil.example/" }],
    [{ referer: "http://192.168.1.5:3001/" }],
    [{ referer: "not an address" }],
  ])("not when somebody else may have asked: %j", (headers) => {
    expect(asked(headers)).toBe(false);
  });
});
