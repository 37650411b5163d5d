import { describe, expect, test } from "vitest";
import { AccountName, DisplayName, Email } from "./contract";

describe("names", () => {
  test.each([
    "аdmin", // with a Cyrillic а
    "admin",
    "API",
    "Models",
    "settings",
    "a",
    "12345",
    "deleted-1",
    "robots.txt",
    "favicon.ico",
    "-a",
    "a-",
    "a--b",
    "a..b",
    "a.git",
    "a b",
    "a/b",
    "a\0b",
    "a\u200Bb",
    "a\u202Eb",
    "İstanbul",
    "😀😀",
    "a%2fb",
    "..",
    "a".repeat(43),
    "ﬁne",
  ])("refuses the name %j", (name) => {
    expect(AccountName.safeParse(name).success).toBe(false);
  });

  test.each(["ada", "Ada_Lovelace", "ada.lovelace", "a1", "modelyard"])("takes the name %j", (name) => {
    expect(AccountName.safeParse(name).success).toBe(true);
  });

  test.each([
    "\0",
    "a\u202Eb",
    "a\u200Bb",
    "\uD800",
    "   ",
    "\u3164",
    "x".repeat(101),
    "line\nbreak",
    "http://evil.example",
    "see www.evil.example",
  ])("refuses to call somebody %j", (name) => {
    expect(DisplayName.safeParse(name).success).toBe(false);
  });

  test.each(["艾达", "Ada ❤️", "Ádám Ó'Brien", "Ada: B.C. Inc.", "node.js"])("calls somebody %j", (name) => {
    expect(DisplayName.safeParse(name).success).toBe(true);
  });

  test.each(["a＠example.com", "a@b", "a@exa\u0131mple.com", "a\0@example.com", "a b@example.com", "@example.com"])(
    "refuses the address %j",
    (email) => {
      expect(Email.safeParse(email).success).toBe(false);
    },
  );
});
