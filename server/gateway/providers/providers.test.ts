import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createGuardedFetch } from "@/server/adapters/fetch-guarded";
import { ListAuditEventsInput } from "@/server/audit/contract";
import { auditOperations } from "@/server/audit/operations";
import { insertDeployment } from "@/server/inference/store/deployments";
import type { UserActor } from "@/server/kernel";
import { insideOf } from "@/server/testing/inside-of";
import { setupWorld } from "@/server/testing/world";
import {
  CreateProviderInput,
  CreateProviderModelInput,
  ListProvidersInput,
  UpdateProviderInput,
  UpdateProviderModelInput,
} from "../contract/provider";
import { gatewayOperations } from "../operations";

const { createProvider, createProviderModel, deleteProvider, deleteProviderModel, listProviders, testProvider } =
  gatewayOperations;
const { updateProvider, updateProviderModel } = gatewayOperations;
const SECRET = "sk-never-to-be-read-again";

const world = setupWorld();
let admin: UserActor;
const asked: { url: string; headers: IncomingHttpHeaders }[] = [];
let answer = { status: 200, body: "" };
const server = createServer(({ url = "", headers }, response) => {
  asked.push({ url, headers });
  response.writeHead(answer.status, { location: "http://127.0.0.1:1/" }).end(answer.body);
});
let origin = "";
beforeAll(async () => {
  admin = await world.user({ platformRoles: ["admin"] });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close().closeAllConnections());
beforeEach(() => {
  asked.length = 0;
});

/** As an installation that may call the server of this test, and nothing else inside. */
const ctx = (actor = admin) => ({
  ...insideOf(world.as(actor), origin),
  fetch: createGuardedFetch({ allowed: [], origins: [origin] }),
});
let count = 0;
const create = (facts: object = {}) =>
  createProvider.run(
    ctx(),
    CreateProviderInput.parse({
      kind: "openai-compatible",
      name: `Provider ${++count}`,
      baseUrl: "https://api.example.com/v1/",
      ...facts,
    }),
  );
const addModel = (providerId: string, facts: object = {}) =>
  createProviderModel.run(
    ctx(),
    CreateProviderModelInput.parse({
      ...{ providerId, publicId: `model-${++count}`, upstreamName: "big", inputPrice: "1.25", outputPrice: "10" },
      ...facts,
    }),
  );
const trail = async (action: string) =>
  (await auditOperations.listAuditEvents.run(world.as(admin), ListAuditEventsInput.parse({ action }))).items;

describe("a provider", () => {
  test("is kept with its credential and its headers sealed, and nothing gives them back", async () => {
    const made = await create({ credential: SECRET, headers: { "X-Team": "hidden-team" } });
    expect(made).toMatchObject({ baseUrl: "https://api.example.com/v1", hasCredential: true, headerNames: ["X-Team"] });

    const { items } = await listProviders.run(ctx(), ListProvidersInput.parse({}));
    const rows = await world.system().db.execute(sql`select to_jsonb(p)::text from providers p`);
    const told = JSON.stringify([made, items, rows, await trail("provider.")]);
    expect(told).toContain(made.id);
    expect(told).not.toMatch(/never-to-be-read|hidden-team/);
    expect(await trail("provider.created")).toMatchObject([{ target: { id: made.id, name: made.name } }]);
  });

  test.each([
    ["http://api.example.com/v1", "insecure_address"],
    ["https://api.example.com:11434/v1", "port_refused"],
    ["https://me:word@api.example.com", "credentials_in_address"],
    ["ftp://api.example.com", "scheme_refused"],
    ["https://api.example.com/v1?key=1", "bad_address"],
    ["api", "bad_address"],
  ])("is not taken at %s", async (baseUrl, reason) => {
    await expect(create({ baseUrl })).rejects.toMatchObject({ code: "invalid", reason });
  });

  test.each([
    ["host", "evil.example"],
    ["Content-Length", "3"],
    ["transfer-encoding", "chunked"],
    ["x-bad", "a\r\nb: c"],
  ])("has no header %s of its own", (name, value) => {
    const facts = { kind: "openai-compatible", name: "x", baseUrl: "https://x.example" };
    expect(CreateProviderInput.safeParse({ ...facts, headers: { [name]: value } }).success).toBe(false);
  });

  test("loses what is secret when it moves to another origin, and keeps it on the same one", async () => {
    const { id: providerId } = await create({ credential: SECRET, headers: { "X-Team": "1" } });
    const change = (facts: object) => updateProvider.run(ctx(), UpdateProviderInput.parse({ providerId, ...facts }));
    expect(await change({ baseUrl: "https://api.example.com/v2" })).toMatchObject({ hasCredential: true });
    const moved = await change({ baseUrl: "https://other.example/v2" });
    expect(moved).toMatchObject({ hasCredential: false, headerNames: [] });
    expect(await change({ credential: "new", isEnabled: false })).toMatchObject({
      ...{ hasCredential: true, isEnabled: false, baseUrl: "https://other.example/v2" },
    });
    expect(await trail("provider.updated")).toMatchObject([
      { details: { changed: ["credential", "isEnabled"] } },
      { details: { changed: ["baseUrl", "credential", "headerNames", "headers"] } },
      { details: { changed: ["baseUrl"] } },
    ]);
  });

  test("has a name of its own, in whatever case", async () => {
    const one = await create({ name: "Same" });
    const other = await create();
    await expect(create({ name: "SAME" })).rejects.toMatchObject({ code: "conflict", reason: "name_taken" });
    const rename = { providerId: other.id, name: "sAme" };
    await expect(updateProvider.run(ctx(), rename)).rejects.toMatchObject({ reason: "name_taken" });
    expect(await updateProvider.run(ctx(), { providerId: one.id, name: "SAME" })).toMatchObject({ name: "SAME" });
  });

  test("may be for some organisations; a person or nobody is none", async () => {
    const { name } = await world.organization(await world.user());
    expect(await create({ organizations: [name.toUpperCase()] })).toMatchObject({ organizations: [name] });
    await expect(create({ organizations: [admin.username] })).rejects.toMatchObject({ code: "invalid" });
    await expect(create({ organizations: ["nobody-at-all"] })).rejects.toMatchObject({ code: "invalid" });
  });

  test("is found by its name, and by that of one of its models", async () => {
    const made = await create({ name: "Needle & Co" });
    await addModel(made.id, { publicId: "thread/fine" });
    const find = async (search: string) =>
      (await listProviders.run(ctx(), ListProvidersInput.parse({ search }))).items.map(({ id }) => id);
    expect(await find("needle &")).toEqual([made.id]);
    expect(await find("THREAD/")).toEqual([made.id]);
    expect(await find("nothing%")).toEqual([]);
  });

  test("goes with its models", async () => {
    const { id: providerId } = await create();
    await addModel(providerId, { publicId: "gone" });
    await deleteProvider.run(ctx(), { providerId });
    await expect(testProvider.run(ctx(), { providerId })).rejects.toMatchObject({ code: "not_found" });
    expect(await trail("provider.deleted")).toMatchObject([{ details: { models: 1 } }]);
    expect(await addModel((await create()).id, { publicId: "gone" })).toMatchObject({ publicId: "gone" });
  });

  test("concerns administrators alone", async () => {
    const { id: providerId } = await create();
    const other = ctx(await world.user({ platformRoles: ["ops"] }));
    await expect(listProviders.run(other, ListProvidersInput.parse({}))).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateProvider.run(other, { providerId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(testProvider.run(other, { providerId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(deleteProvider.run(other, { providerId })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a model of a provider", () => {
  test("has exact prices, which change for calls to come", async () => {
    const { id: providerId } = await create();
    const made = await addModel(providerId, { inputPrice: "0.000000001", cachedInputPrice: "0", contextLength: 8_192 });
    const shown = { inputPrice: "0.000000001", cachedInputPrice: "0", outputPrice: "10", currency: "USD" };
    expect(made).toMatchObject({ ...shown, contextLength: 8_192 });

    const change = UpdateProviderModelInput.parse({
      providerId,
      modelId: made.id,
      inputPrice: "3",
      cachedInputPrice: null,
    });
    expect(await updateProviderModel.run(ctx(), change)).toMatchObject({ inputPrice: "3", cachedInputPrice: null });
    expect(await trail("providerModel.updated")).toMatchObject([
      { target: { name: made.publicId }, details: { inputPrice: "3", outputPrice: "10" } },
    ]);
  });

  test("costs no more with a cache than without one", async () => {
    const { id: providerId } = await create();
    await expect(addModel(providerId, { cachedInputPrice: "1.26" })).rejects.toMatchObject({ code: "invalid" });
    const { id: modelId } = await addModel(providerId, { cachedInputPrice: "1.25" });
    const change = UpdateProviderModelInput.parse({ providerId, modelId, inputPrice: "1" });
    await expect(updateProviderModel.run(ctx(), change)).rejects.toMatchObject({ code: "invalid" });
  });

  test("has a name that no other one has, also of another provider", async () => {
    const [one, other] = [await create(), await create()];
    await addModel(one.id, { publicId: "Only/One" });
    await expect(addModel(other.id, { publicId: "only/one" })).rejects.toMatchObject({ reason: "name_taken" });
  });

  test("takes the name of a deployment only when that is confirmed", async () => {
    const model = await deployed();
    const { id: providerId } = await create();
    const refused = { code: "conflict", reason: "name_deployed" };
    await expect(addModel(providerId, { publicId: model.toUpperCase() })).rejects.toMatchObject(refused);
    const { id: modelId } = await addModel(providerId);
    const rename = UpdateProviderModelInput.parse({ providerId, modelId, publicId: model });
    await expect(updateProviderModel.run(ctx(), rename)).rejects.toMatchObject(refused);
    expect(await updateProviderModel.run(ctx(), { ...rename, shadows: true })).toMatchObject({ publicId: model });
  });

  test("is taken away from its own provider only", async () => {
    const [one, other] = [await create(), await create()];
    const { id: modelId } = await addModel(one.id);
    const wrong = { providerId: other.id, modelId };
    await expect(deleteProviderModel.run(ctx(), wrong)).rejects.toMatchObject({ code: "not_found" });
    await deleteProviderModel.run(ctx(), { providerId: one.id, modelId });
    const { items } = await listProviders.run(ctx(), ListProvidersInput.parse({}));
    expect(items.find(({ id }) => id === one.id)?.models).toEqual([]);
  });
});

/** The name of a model that somebody has deployed. */
async function deployed(): Promise<string> {
  const { username, userId: ownerId } = await world.user();
  const { db, id, now } = world.system();
  const ids = { id: id(), ownerId, creatorId: ownerId, repoId: id() };
  const weights = { revision: "main", commit: "0".repeat(40), file: "model.gguf", framework: "llama-cpp", params: {} };
  const wanted = {
    memoryBytes: 1,
    replicas: 0,
    shared: false,
    generation: 1,
    status: "stopped" as const,
    endpoints: [],
  };
  const times = { createdAt: now(), updatedAt: now() };
  await insertDeployment(db, { ...ids, ...weights, ...wanted, ...times, model: `${username}/guide` });
  return `${username}/guide`;
}

describe("the test of a connection", () => {
  const run = async (facts: object = {}) => {
    const { id: providerId } = await create({ baseUrl: `${origin}/v1`, credential: SECRET, ...facts });
    return testProvider.run(ctx(), { providerId });
  };

  test("shows the credential and the headers, and tells which models are there", async () => {
    answer = { status: 200, body: JSON.stringify({ data: [{ id: "big" }, { id: "small" }, { id: 3 }, {}] }) };
    const found = await run({ headers: { "X-Team": "blue" } });
    expect(found).toMatchObject({ outcome: "ok", status: 200, models: ["big", "small"] });
    expect(asked).toMatchObject([
      { url: "/v1/models", headers: { authorization: `Bearer ${SECRET}`, "x-team": "blue" } },
    ]);
  });

  test.each([
    { what: "a refused credential", status: 401, body: "{}", outcome: "refused" },
    { what: "a redirect, which is not followed", status: 302, body: "", outcome: "unexpected" },
    { what: "a page", status: 200, body: "<html>", outcome: "unexpected" },
    { what: "another kind of JSON", status: 200, body: "[]", outcome: "unexpected" },
    { what: "more than an answer has", status: 200, body: `"${"x".repeat(3 << 20)}"`, outcome: "unexpected" },
  ])("tells $what", async ({ status, body, outcome }) => {
    answer = { status, body };
    expect(await run()).toMatchObject({ outcome, status, models: [] });
    expect(asked).toHaveLength(1);
  });

  test("calls nothing inside that no operator opened, also when it was opened when it was added", async () => {
    const { id: providerId } = await create({ baseUrl: `${origin}/v1` });
    const closed = { ...ctx(), fetch: createGuardedFetch({ allowed: [] }) };
    expect(await testProvider.run(closed, { providerId })).toMatchObject({ outcome: "closed", status: null });
    expect(asked).toEqual([]);
  });

  test("tells that nobody answers", async () => {
    const { id: providerId } = await create({ baseUrl: `${origin}/v1` });
    const cut = { ...ctx(), fetch: () => Promise.reject(new TypeError("fetch failed")) };
    expect(await testProvider.run(cut, { providerId })).toMatchObject({ outcome: "unreachable", status: null });
  });
});
