import { describe, expect, test } from "vitest";
import { readForwarded, signForwarded } from "./forwarded";

const facts = {
  clientAddress: "203.0.113.7",
  scheme: "https",
  host: "yard.example",
  requestId: "018f",
  ssh: null,
} as const;

describe("what the edge tells web", () => {
  test("arrives as it was signed", () => {
    expect(readForwarded("key", signForwarded("key", facts))).toEqual(facts);
  });

  test("is not believed when it is missing, foreign or altered", () => {
    const signed = signForwarded("key", facts);
    const forged = `${Buffer.from(JSON.stringify({ ...facts, clientAddress: "127.0.0.1" })).toString("base64url")}.${signed.split(".")[1]}`;
    for (const header of [
      undefined,
      "",
      ".",
      signed.split(".")[0],
      `${signed}.x`,
      forged,
      signForwarded("other", facts),
    ]) {
      expect(readForwarded("key", header)).toBeNull();
    }
  });
});
