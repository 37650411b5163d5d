import { beforeAll, describe, expect, test } from "vitest";
import { ListRequestsInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import type { UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { providerServer } from "@/server/testing/provider-server";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const upstream = providerServer(world);
const door = openAiIn(world, (ctx) => upstream.around(ctx));
let admin: UserActor;
beforeAll(async () => {
  admin = await world.user({ platformRoles: ["admin"] });
});

async function customer() {
  const person = await world.user();
  const [{ model }, { key }] = [await upstream.offers(admin, "openai-compatible"), await door.client(person)];
  const ask = async (body: object, path = "/v1/rerank") => {
    const headers = { authorization: `Bearer ${key.secret}`, "content-type": "application/json" };
    const answer = await fetch(`${door.url()}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  const last = async () =>
    (await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({ limit: 1 }))).items[0];
  return { person, model, ask, last };
}

const says = (told: unknown) => upstream.behaves((response) => void response.end(JSON.stringify(told)));
const asked = { query: "Which is red?", documents: ["sky", { text: "rose" }, "grass"] };

describe("documents are put in order by a provider", () => {
  test.each([
    ["Jina", { usage: { total_tokens: 20 } }, 20],
    ["Cohere", { meta: { tokens: { input_tokens: 30 } } }, 30],
    ["somebody who counts nothing", {}, 13],
  ])("that speaks as %s: the best first, as clients of both read it, and charged", async (_who, counts, tokens) => {
    const { model, ask, last } = await customer();
    says({
      results: [
        { index: 0, relevance_score: 0.1 },
        { index: 1, relevance_score: 0.9 },
        { index: 2, relevance_score: 0.2 },
      ],
      ...counts,
    });
    const { status, headers, body } = await ask({ model, ...asked, top_n: 2, return_documents: true });
    expect([status, body]).toEqual([
      200,
      {
        ...{ id: headers.get("x-generation-id"), object: "list", model },
        results: [
          { index: 1, relevance_score: 0.9, document: { text: "rose" } },
          { index: 2, relevance_score: 0.2, document: { text: "grass" } },
        ],
        usage: {
          prompt_tokens: tokens,
          total_tokens: tokens,
          cost: `0.0000${tokens * 2}`.replace(/0+$/, ""),
          currency: "USD",
        },
        meta: { api_version: { version: "1" }, tokens: { input_tokens: tokens } },
      },
    ]);
    expect(upstream.calls).toMatchObject([
      { path: "/v1/rerank", body: { model: "big-1", query: asked.query, documents: ["sky", "rose", "grass"] } },
    ]);
    expect(await last()).toMatchObject({ endpoint: "rerank", inputTokens: tokens, cost: body.usage.cost });
  });

  test("also at the address of newer clients, without the documents", async () => {
    const { model, ask } = await customer();
    says({ results: [{ index: 2, relevance_score: 1 }] });
    const { body } = await ask({ model, ...asked }, "/v2/rerank");
    expect(body).toMatchObject({
      results: [{ index: 2, relevance_score: 1 }],
      meta: { api_version: { version: "2" } },
    });
    expect(body.results[0]).not.toHaveProperty("document");
  });

  test.each([
    ["a document that was not sent", { results: [{ index: 3, relevance_score: 1 }] }],
    ["one twice", { results: [0, 0].map((index) => ({ index, relevance_score: 1 })) }],
    ["no score", { results: [{ index: 0 }] }],
    ["nothing", {}],
  ])("that names %s has not answered: the call is free", async (_what, told) => {
    const { model, ask, last } = await customer();
    says(told);
    const { status, body } = await ask({ model, ...asked });
    expect([status, body.error.code]).toEqual([502, "upstream_error"]);
    expect(await last()).toMatchObject({ outcome: "failed", cost: "0" });
  });
});

test("a request that cannot be one is refused before anybody is asked", async () => {
  const { model, ask } = await customer();
  for (const wrong of [
    { model, query: "", documents: ["a"] },
    { model, query: "q", documents: [] },
    { model, query: "q", documents: [7] },
    { model, query: "q", documents: Array.from({ length: 1_001 }, () => "a") },
    { model, query: "q", documents: ["a"], top_n: 0 },
  ]) {
    expect((await ask(wrong)).status).toBe(400);
  }
  expect(upstream.calls).toEqual([]);
});

test("what is deployed here, and who speaks another language, put nothing in order", async () => {
  const { person, ask } = await customer();
  door.deploy({ ownerId: person.userId, model: "ada/guide", addresses: ["http://127.0.0.1:9"] });
  const { model } = await upstream.offers(admin, "anthropic");
  for (const name of ["ada/guide", model]) {
    const { status, body } = await ask({ model: name, ...asked });
    expect([status, body.error.code, body.error.param]).toEqual([400, "endpoint_not_supported", "model"]);
  }
});
