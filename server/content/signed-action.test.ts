import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { readSignedAction, type SignedAction, signAction } from ".";

const world = setupWorld();
const action = (): SignedAction => ({ action: "upload", repoId: randomUUID(), oid: "ab".repeat(32), size: 3 });
const later = (ms: number) => world.as({ kind: "anonymous" }, () => new Date(Date.now() + ms));

describe("a signed link", () => {
  test("says what it allows until it expires", () => {
    const signed = action();
    const token = signAction(world.system(), signed, 60);
    expect(encodeURIComponent(token)).toBe(token);
    expect(readSignedAction(later(50_000), token)).toEqual(signed);
    expect(readSignedAction(later(61_000), token)).toBeNull();
  });

  test("that was changed, made up or made for another purpose allows nothing", () => {
    const token = signAction(world.system(), action(), 60);
    const foreign = world.system().seal(JSON.stringify({ sort: "", id: randomUUID(), filter: "" }));
    for (const bad of [`${token.slice(0, -4)}AAAA`, "", "x", world.system().seal("text"), foreign]) {
      expect(readSignedAction(world.system(), bad)).toBeNull();
    }
  });
});
