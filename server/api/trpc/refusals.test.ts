import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import superjson from "superjson";
import { expect, expectTypeOf, test } from "vitest";
import chinese from "@/messages/refusals.zh-CN.json";
import type { ErrorCode, Reason } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { answerTrpc } from "./answer";
import { type Language, refusalWords } from "./refusal-words";
import { appRouter } from "./root";

const world = setupWorld();

async function told(path: string, input: object, language: Language = "en"): Promise<unknown> {
  const ctx = world.as(await world.user({ platformRoles: ["finance"] }));
  const answer = await fetchRequestHandler({
    endpoint: "/api/trpc",
    router: appRouter,
    createContext: () => ({ ...ctx, language }),
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
  const named = { shelf: "models", namespace: "nobody", name: "nothing", newNamespace: "nobody", newName: "bad name" };
  expect(await told("hub.forkRepo", named)).toBe("newName: Use letters, digits, dots, dashes and underscores");
  expect(await told("hub.forkRepo", named, "zh-CN")).toMatch(/^只能使用字母/);
});

test("a refusal of the operation keeps its own words", async () => {
  const input = { meter: "llm.input", amount: "1", effectiveFrom: "2020-01-01T00:00:00Z" };
  expect(await told("billing.setPrice", input)).toBe("A price cannot begin in the past");
});

test("a refusal is told in the language of the page, where somebody has put it into words", async () => {
  const sides = { shelf: "models", namespace: "nobody", name: "nothing" };
  expect(await told("discussions.createIssue", { ...sides, title: "Why" }, "zh-CN")).toMatch(/^找不到/);
  const late = { meter: "llm.input", amount: "1", effectiveFrom: "2020-01-01T00:00:00Z" };
  expect(await told("billing.setPrice", late, "zh-CN")).toBe("价格的生效时间不能早于现在。");
  const words = (message: string, reason?: string) => refusalWords({ message, reason }, "zh-CN");
  expect(words("Branch main exists already", "ref_exists")).toBe("同名的分支或标记已存在。");
  expect(words("You have access already", "has_access")).toBe("你已经拥有访问权限。");
  expect(words("This is not the address of a repository on GitHub: open it there", "bad_address")).toMatch(
    /^该地址无法使用/,
  );
  expect(words("Nobody knows this", "toString")).toBe("Nobody knows this");
});

test("what has Chinese words is still said by the code", async () => {
  const room = join(import.meta.dirname, "..", "..");
  const files = (await readdir(room, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(join(room, name), "utf8")));
  const code = texts.join("\n");
  expect(Object.keys(chinese.messages).filter((words) => !code.includes(`"${words}"`))).toEqual([]);
  expectTypeOf<keyof typeof chinese.codes>().toExtend<ErrorCode>();
  expectTypeOf<keyof typeof chinese.reasons>().toExtend<Reason>();
});

test.each([",", "%2C", "%2c"])("a batch of many calls is refused, with %s between them", async (comma) => {
  const names = Array(21).fill("identity.getSite").join(comma);
  const answer = await answerTrpc(new Request(`http://localhost/api/trpc/${names}?batch=1`));
  expect(answer.status).toBe(413);
});
