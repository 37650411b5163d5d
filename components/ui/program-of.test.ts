import { describe, expect, test } from "vitest";
import { NotLoaded, programOf } from "./program-of";

const Part = () => "here";

describe("the program of a part", () => {
  test("that did not come is loaded anew by who asks next", async () => {
    const answers = [Promise.reject(new TypeError("no connection")), Promise.resolve(Part)];
    const program = programOf(() => answers.shift() ?? Promise.reject(new Error("asked too often")));
    const first = program();
    expect(program()).toBe(first);
    await expect(first).rejects.toBeInstanceOf(NotLoaded);
    await expect(program()).resolves.toBe(Part);
  });

  test("that came is loaded once", async () => {
    const answers = [Promise.resolve(Part)];
    const program = programOf(() => answers.shift() ?? Promise.reject(new Error("asked too often")));
    await program();
    await expect(program()).resolves.toBe(Part);
  });
});
