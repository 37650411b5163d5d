import { describe, expect, test } from "vitest";
import { isUnreachable } from "./is-unreachable";

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

describe("an error of a page", () => {
  test("is no fault of the platform when the platform was not reached", () => {
    expect(isUnreachable(named("ChunkLoadError", "Failed to load chunk /_next/a.js from module 1"))).toBe(true);
    expect(isUnreachable(new TypeError("Failed to fetch"))).toBe(true);
    expect(isUnreachable(new TypeError("NetworkError when attempting to fetch resource."))).toBe(true);
    expect(isUnreachable(named("TRPCClientError", "Load failed"))).toBe(true);
  });

  test("is one otherwise", () => {
    expect(isUnreachable(new TypeError("undefined is not a function"))).toBe(false);
    expect(isUnreachable(new Error("The page failed to fetch its owner"))).toBe(false);
  });
});
