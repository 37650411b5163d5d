import { describe, expect, test } from "vitest";
import { assertSafeInPublic } from "./public-address";

type Facts = Parameters<typeof assertSafeInPublic>[0];

const GOOD = "q7Rk2vXw9ZbN4mTc8sLdY1hPfG6jKaEu";
const safe: Facts = {
  host: "127.0.0.1",
  publicUrl: "https://hub.example.com",
  administratorPassword: undefined,
  secrets: { YARD_SECRET: GOOD, YARD_METRICS_TOKEN: undefined },
};
const start = (facts: Partial<Facts>) => () => assertSafeInPublic({ ...safe, ...facts });
const WEAK: Partial<Facts> = {
  administratorPassword: "password123",
  secrets: { YARD_SECRET: "short" },
  host: "0.0.0.0",
};

describe("a platform with a public address", () => {
  test.for<[string, Partial<Facts>, RegExp]>([
    ["a short secret", { secrets: { YARD_SECRET: "abc" } }, /YARD_SECRET: it has 3 characters, and 32 are needed/],
    ["a secret of one letter", { secrets: { YARD_SECRET: "a".repeat(40) } }, /YARD_SECRET: it repeats few characters/],
    [
      "a short token of the metrics",
      { secrets: { YARD_METRICS_TOKEN: GOOD.slice(16) } },
      /YARD_METRICS_TOKEN: it has 16/,
    ],
    ["a listed password", { administratorPassword: "Password123" }, /YARD_ADMIN_PASSWORD: it is among the passwords/],
    [
      "plain http on all IPv4 interfaces",
      { publicUrl: "http://hub.example.com", host: "0.0.0.0" },
      /HOST=0\.0\.0\.0: plain http/,
    ],
    ["plain http on all IPv6 interfaces", { publicUrl: "http://10.0.0.7", host: "::" }, /HOST=::: plain http/],
  ])("does not start with %s, and says why", ([, facts, reason]) => {
    expect(start(facts)).toThrow(reason);
  });

  test("says everything that is wrong at once, and shows no secret", () => {
    const attempt = start({ ...WEAK, publicUrl: "http://hub.example.com" });
    expect(attempt).toThrow(/YARD_SECRET[\s\S]*YARD_ADMIN_PASSWORD[\s\S]*HOST/);
    expect(attempt).not.toThrow(/short\b|password123/);
  });

  test.for<[string, Partial<Facts>]>([
    ["a good secret behind a proxy with https", { host: "0.0.0.0" }],
    ["a generated secret", { secrets: {} }],
    ["plain http on one address of an internal network", { publicUrl: "http://hub.internal", host: "10.0.0.7" }],
  ])("starts with %s", ([, facts]) => {
    expect(start(facts)).not.toThrow();
  });

  test.for(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000", "http://hub.localhost", undefined])(
    "is not what %s is: there, everything goes",
    (publicUrl) => {
      expect(start({ ...WEAK, publicUrl })).not.toThrow();
    },
  );
});
