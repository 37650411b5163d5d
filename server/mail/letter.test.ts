import { describe, expect, test } from "vitest";
import { htmlOf, Letter, textOf } from "./letter";

const ORIGIN = "https://hub.example.com";
const letterOf = (written: string) =>
  Letter.parse({
    greeting: `Hello ${written},`,
    paragraphs: [`you are invited to join ${written}. It ends in seven days.`],
    items: [{ label: written, path: "/a.example/x?y=1", note: written }],
    action: { label: `Look at ${written}`, path: "/invitations/code" },
    footer: `From ${written}`,
  });
/** Where mail programs begin to see a link. */
const LINKS = /(?:[a-z]+:\/\/|www\.)\S+|[\p{L}\p{N}-]\.\p{L}{2,}\S*/giu;

describe("what people are called in a letter", () => {
  test.each([
    "www.evil.example",
    "https://evil.example/login",
    "evil.example",
    "me@evil.example",
    "зло.рф",
    "http://1.2.3.4/a",
  ])("is no link: %s", (name) => {
    const own = ["https://hub.example.com/a.example/x?y=1", "https://hub.example.com/invitations/code"];
    expect(textOf(letterOf(name), ORIGIN).match(LINKS)).toEqual(own);
    const outside = htmlOf(letterOf(name), ORIGIN).replaceAll(/<a [^>]*>.*?<\/a>|style="[^"]*"/g, "");
    expect(outside.match(LINKS)).toBeNull();
  });

  test("stays as it is when it is none", () => {
    for (const name of ["Ada Lovelace", "Llama-3.1 8B", "Dr. No", "A: B", "Ada & Co."]) {
      expect(textOf(letterOf(name), ORIGIN)).toContain(`Hello ${name},`);
    }
  });
});
