import { describe, expect, test } from "vitest";
import { z } from "zod";
import { setupWorld } from "@/server/testing/world";
import { defineClaim } from "./claim";

const world = setupWorld();
const later = (ms: number) => world.as({ kind: "anonymous" }, () => new Date(Date.now() + ms));

const entry = defineClaim({ door: z.string() });
const exit = defineClaim({ door: z.string(), floor: z.int() });

describe("a claim", () => {
  test("says what was sealed into it, in a text that fits into an address, until it expires", () => {
    const text = entry.seal(world.system(), { door: "north" }, 60_000);
    expect(encodeURIComponent(text)).toBe(text);
    expect(entry.open(later(50_000), text)).toEqual({ door: "north" });
    expect(entry.open(later(61_000), text)).toBeNull();
  });

  test("that was changed, made up, or sealed for something else says nothing", () => {
    const text = entry.seal(world.system(), { door: "north" }, 60_000);
    const others = [
      `${text.slice(0, -4)}AAAA`,
      "",
      "x",
      world.system().seal("north"),
      world.system().seal(JSON.stringify({ door: "north" })),
      exit.seal(world.system(), { door: "north", floor: 2 }, 60_000),
    ];
    for (const other of others) expect(entry.open(world.system(), other)).toBeNull();
    expect(exit.open(world.system(), text)).toBeNull();
  });
});
