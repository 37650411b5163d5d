import { beforeAll, describe, expect, test } from "vitest";
import { CreateApiKeyInput, ListRequestsInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import type { UserActor } from "@/server/kernel";
import { AddWordInput } from "@/server/moderation/contract";
import { moderationOperations } from "@/server/moderation/operations";
import { openAiIn } from "@/server/testing/openai";
import { providerServer } from "@/server/testing/provider-server";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const upstream = providerServer(world);
const door = openAiIn(world, (ctx) => upstream.around(ctx));
let admin: UserActor;
beforeAll(async () => {
  admin = await world.user({ platformRoles: ["admin"] });
  const moderator = world.as(await world.user({ platformRoles: ["moderator"] }));
  const { id } = await moderationOperations.createWordSet.run(moderator, { name: "Listed" });
  const words = [
    ["grimble", "abuse"],
    ["splatter", "violence"],
    ["坏词", "politics"],
  ] as const;
  for (const [word, category] of words)
    await moderationOperations.addWord.run(moderator, AddWordInput.parse({ id, word, category }));
});

const customer = async () => {
  const person = await world.user();
  const { openai } = await door.client(person);
  const requests = async () =>
    (await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({}))).items;
  return { person, openai, requests };
};

describe("texts are judged by the words that are listed here", () => {
  test("in OpenAI's categories; what it has none for keeps its own, and nothing is charged", async () => {
    const { openai, requests } = await customer();
    // What was listed a moment ago is known within a second.
    const judge = () => openai.moderations.create({ input: ["You Gr1mble, gRiMbLe", "A rose", "splatter 坏词"] });
    await expect.poll(async () => (await judge()).results[0]?.flagged, { timeout: 10_000 }).toBe(true);
    const { id, model, results } = await judge();
    expect([id, model]).toEqual([expect.stringMatching(/^modr-/), "modelyard/words"]);
    const [abuse, rose, both] = results;
    expect(results.map(({ flagged }) => flagged)).toEqual([true, false, true]);
    expect(abuse?.categories).toMatchObject({ harassment: true, "self-harm/intent": false, violence: false });
    expect(abuse?.category_scores).toMatchObject({ harassment: 1, hate: 0 });
    expect(Object.values(Object(rose?.categories))).not.toContain(true);
    expect(both?.categories).toMatchObject({ violence: true, politics: true, harassment: false });
    expect(Object.keys(Object(both?.category_applied_input_types)).length).toBeGreaterThanOrEqual(13);
    expect(await requests()).toEqual([]);
  });

  test("parts are one text; pictures, mixtures and what is too long are refused", async () => {
    const { openai } = await customer();
    const parts = [
      { type: "text" as const, text: "a" },
      { type: "text" as const, text: "b" },
    ];
    expect((await openai.moderations.create({ input: parts })).results).toHaveLength(1);
    const picture = { type: "image_url" as const, image_url: { url: "data:image/png;base64,AAAA" } };
    await expect(openai.moderations.create({ input: [picture] })).rejects.toMatchObject({
      status: 400,
      param: "input.0",
    });
    const mixed = openai.post("/moderations", { body: { input: ["a", parts[0]] } });
    await expect(mixed).rejects.toMatchObject({ status: 400, param: "input" });
    await expect(openai.moderations.create({ input: "x".repeat(200_001) })).rejects.toMatchObject({ status: 413 });
    const many = openai.moderations.create({ input: Array.from({ length: 101 }, () => "a") });
    await expect(many).rejects.toMatchObject({ status: 400 });
  });

  test("as a request of the key, which has to be made for it", async () => {
    const { person } = await customer();
    const ask = async (limits: object) => {
      const input = CreateApiKeyInput.parse({ name: "limited", limits });
      const { secret } = await gatewayOperations.createApiKey.run(world.as(person), input);
      const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
      const call = () =>
        fetch(`${door.url()}/v1/moderations`, { method: "POST", headers, body: JSON.stringify({ input: "a" }) });
      return [await call(), await call(), await call()].map(({ status }) => status);
    };
    expect(await ask({ endpoints: ["embeddings"] })).toEqual([403, 403, 403]);
    expect(await ask({ models: ["modelyard/words"] })).toEqual([200, 200, 200]);
    expect(await ask({ models: ["other/model"] })).toEqual([403, 403, 403]);
    expect(await ask({ requestsPerMinute: 1 })).toContain(429);
    expect((await fetch(`${door.url()}/v1/moderations`, { method: "POST" })).status).toBe(401);
  });
});

test("a model of a provider judges by its own, and is charged", async () => {
  const { openai, requests } = await customer();
  const { model } = await upstream.offers(admin, "openai-compatible");
  const result = { flagged: true, categories: { hate: true }, category_scores: { hate: 0.9 } };
  upstream.behaves(
    (response) => void response.end(JSON.stringify({ id: "theirs", model: "big-1", results: [result] })),
  );
  const told = await openai.moderations.create({ model, input: "x".repeat(40) });
  expect(told).toMatchObject({ id: expect.stringMatching(/^modr-/), model, results: [result] });
  expect(upstream.calls).toMatchObject([{ path: "/v1/moderations", body: { model: "big-1", input: "x".repeat(40) } }]);
  expect(await requests()).toMatchObject([{ endpoint: "moderations", inputTokens: 10, cost: "0.00002" }]);
  upstream.behaves((response) => void response.end("{}"));
  await expect(openai.moderations.create({ model, input: "a" })).rejects.toMatchObject({ status: 502 });
});
