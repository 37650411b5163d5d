import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import superjson from "superjson";
import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { answerTrpc } from "./answer";
import { appRouter } from "./root";

const world = setupWorld();

async function told(path: string, input: object): Promise<unknown> {
  const ctx = world.as(await world.user({ platformRoles: ["finance"] }));
  const answer = await fetchRequestHandler({
    endpoint: "/api/trpc",
    router: appRouter,
    createContext: () => ctx,
    req: new Request(`http://localhost/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(superjson.serialize(input)),
    }),
  });
  const { error } = await answer.json();
  return superjson.deserialize<{ message: string }>(error).message;
}

test("a refused input is told in words, not as a list of issues", async () => {
  const words = await told("billing.setPrice", { meter: "llm.input", amount: "abc" });
  expect(words).toBe("amount: A decimal number such as 12.50, at most nine digits each");
});

test("a refusal of the operation keeps its own words", async () => {
  const input = { meter: "llm.input", amount: "1", effectiveFrom: "2020-01-01T00:00:00Z" };
  expect(await told("billing.setPrice", input)).toBe("A price cannot begin in the past");
});

test.each([",", "%2C", "%2c"])("a batch of many calls is refused, with %s between them", async (comma) => {
  const names = Array(21).fill("identity.getSite").join(comma);
  const answer = await answerTrpc(new Request(`http://localhost/api/trpc/${names}?batch=1`));
  expect(answer.status).toBe(413);
});
