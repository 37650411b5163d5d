import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import superjson from "superjson";
import { expect, test } from "vitest";
import { cpuMsOf } from "@/server/testing/cpu-time";
import { setupWorld } from "@/server/testing/world";
import { readCall } from "./read-call";
import { appRouter } from "./root";

const world = setupWorld();

const REFUSED = expect.objectContaining({ code: "invalid" });

test("an input is read as the browser wrote it", () => {
  const same = { a: undefined };
  const input = { on: new Date(0), list: [same, same], text: "a.b", "x.y": undefined };
  expect(readCall(JSON.parse(superjson.stringify(input)))).toEqual(input);
  expect(readCall(JSON.parse(superjson.stringify(undefined)))).toBeUndefined();
});

test("which parts are the same one is not looked at: it may take minutes to find them", () => {
  const count = 40_000;
  const last = String(count - 1);
  const json = Array.from({ length: count }, (_, index) => index);
  const equal = { [last]: Array<string>(count).fill(last) };
  const asSet = { json, meta: { values: ["set"], referentialEqualities: equal } };
  const asList = { json, meta: { referentialEqualities: equal } };
  const read = () => {
    expect(() => readCall(asSet)).toThrow(REFUSED);
    expect(readCall(asList)).toHaveLength(count);
  };
  expect(cpuMsOf(read)).toBeLessThan(1_000);
});

test.each([
  ["a set", ["set"]],
  ["a pattern", { a: ["regexp"] }],
  ["a large number", ["bigint"]],
  ["something inside something", [["map"], { a: ["set"] }]],
  ["a class of somebody", [["class", "Error"]]],
  ["no kind at all", { a: 1 }],
  ["a path without end", { ["a.".repeat(100_000)]: ["undefined"] }],
])("%s is refused", (_what, values) => {
  expect(() => readCall({ json: { a: "1" }, meta: { values } })).toThrow(REFUSED);
});

test("a call that says a set is answered with a refusal before anybody is asked who they are", async () => {
  const answer = await fetchRequestHandler({
    endpoint: "/api/trpc",
    router: appRouter,
    createContext: () => world.as({ kind: "anonymous" }),
    req: new Request("http://localhost/api/trpc/hub.createRepo", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ json: [1], meta: { values: ["set"] } }),
    }),
  });
  expect(answer.status).toBe(400);
  const { error } = await answer.json();
  expect(superjson.deserialize<{ message: string }>(error).message).toBe("The input holds what no call takes");
});
