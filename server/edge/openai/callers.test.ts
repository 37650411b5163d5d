import { once } from "node:events";
import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ListRequestsInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import { openSession } from "@/server/identity";
import type { UserActor } from "@/server/kernel";
import { openAiIn } from "@/server/testing/openai";
import { setupWorld } from "@/server/testing/world";

const COOKIE_KEY = "0".repeat(43);
const world = setupWorld();
const door = openAiIn(world);
const runtime = createServer((_request, response) => {
  const chunk = { id: "1", choices: [{ index: 0, delta: { content: "hi" } }] };
  const usage = { id: "1", choices: [], usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 } };
  response.end(`data: ${JSON.stringify(chunk)}\n\ndata: ${JSON.stringify(usage)}\n\ndata: [DONE]\n\n`);
});
let person: UserActor;
let model: string;
let address: string;

beforeAll(async () => {
  runtime.listen(0, "127.0.0.1");
  await once(runtime, "listening");
  person = await world.user();
  model = `${person.username}/guide`;
  address = `http://127.0.0.1:${(runtime.address() as AddressInfo).port}`;
  door.deploy({ ownerId: person.userId, model, addresses: [address] });
});
afterAll(() => {
  runtime.closeAllConnections();
  runtime.close();
});

async function call(headers: Record<string, string>, wanted = model) {
  const request = send(`${door.url()}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
  });
  request.end(JSON.stringify({ model: wanted, messages: [{ role: "user", content: "hi" }] }));
  const [response] = await once(request, "response");
  return { status: response.statusCode, body: JSON.parse(await text(response)) };
}

async function cookieOf(user: UserActor): Promise<string> {
  const { secret: sid } = await openSession(world.system(), { userId: user.userId, device: "test" });
  return `yard-session-3000=${await encode({ token: { sid }, secret: COOKIE_KEY })}`;
}

const lastRequest = async () =>
  (await gatewayOperations.listRequests.run(world.as(person), ListRequestsInput.parse({ limit: 1 }))).items[0];

describe("without an API key", () => {
  test("an access token that may read calls, and its person pays", async () => {
    const { secret } = await world.token(person, { role: "read" });
    expect(await call({ authorization: `Bearer ${secret}` })).toMatchObject({ status: 200, body: { model } });
    expect(await lastRequest()).toMatchObject({ key: null, inputTokens: 3, outputTokens: 1, cost: "0.0000007" });
  });

  test("a token that was made for some owners does not reach the deployments of others", async () => {
    const organization = await world.organization(person);
    const theirs = `${organization.name}/guide`;
    door.deploy({ ownerId: organization.id, model: theirs, addresses: [address] });
    const scopeOf = (id: string) => ({ target: { kind: "owner" as const, id }, permissions: ["deployment.read"] });
    const tokenFor = async (...owners: string[]) =>
      (await world.token(person, { role: "fineGrained", scopes: owners.map(scopeOf) })).secret;
    const both = await tokenFor(person.userId, organization.id);
    expect((await call({ authorization: `Bearer ${both}` }, theirs)).status).toBe(200);
    const own = await tokenFor(person.userId);
    expect((await call({ authorization: `Bearer ${own}` }, theirs)).status).toBe(404);
  });

  test("the session of a browser calls from one of our own pages, and from no other", async () => {
    const cookie = await cookieOf(person);
    expect((await call({ cookie, "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await call({ cookie, "sec-fetch-site": "cross-site" })).status).toBe(401);
    expect((await call({ cookie, "sec-fetch-site": "same-site" })).status).toBe(401);
    expect((await call({ cookie, origin: "https://evil.example" })).status).toBe(401);
    expect((await call({ cookie })).status).toBe(401);
  });

  test("the session of somebody else does not reach it, and one that was tampered with is nobody", async () => {
    const other = await world.user();
    const cookie = await cookieOf(other);
    const answer = await call({ cookie, "sec-fetch-site": "same-origin" });
    expect([answer.status, answer.body.error.code]).toEqual([404, "model_not_found"]);
    expect((await call({ cookie: `${cookie}x`, "sec-fetch-site": "same-origin" })).status).toBe(401);
  });
});
