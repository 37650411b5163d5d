import { once } from "node:events";
import type { AddressInfo } from "node:net";
import OpenAI from "openai";
import { afterAll, beforeAll } from "vitest";
import { ensureDefaultPrices } from "@/server/billing";
import { createAnthropicRoom } from "@/server/edge/anthropic";
import { createFrontDoor } from "@/server/edge/front-door";
import { createUpstreams } from "@/server/edge/generation/upstream";
import { createOpenAiRoom } from "@/server/edge/openai";
import { type Callable, type Directory, openJournal } from "@/server/gateway";
import { CreateApiKeyInput } from "@/server/gateway/contract";
import { gatewayOperations } from "@/server/gateway/operations";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import type { setupWorld } from "./world";

type World = ReturnType<typeof setupWorld>;

interface Deployed extends Pick<Callable, "ownerId" | "model" | "addresses"> {
  readonly isShared?: boolean;
}

/** The front door with the rooms that call models in it, in front of whatever a test calls deployed; `around` changes what requests come with. */
export function openAiIn(world: World, around = (ctx: Ctx<Dependency>): Ctx<Dependency> => ctx) {
  const deployed: (Callable & { readonly isShared: boolean })[] = [];
  const directory: Directory = async (_ctx, { ownerIds }) =>
    deployed.filter(({ ownerId, isShared }) => isShared || ownerIds.includes(ownerId));
  const models = { directory, upstreams: createUpstreams() };
  let url = "";
  const server = createFrontDoor({
    trust: { trustedProxies: [], publicUrl: null, port: 3000 },
    contentOrigin: "http://content.localhost:3000",
    cookie: { name: "yard-session-3000", key: "0".repeat(43) },
    visitor: ({ address: clientAddress }) => around({ ...world.as({ kind: "anonymous" }), clientAddress }),
    rooms: [createAnthropicRoom(models), createOpenAiRoom(models)],
    contentRoom: { name: "content", match: () => null },
    web: async ({ response }) => void response.writeHead(404).end(),
    limit: null,
    measure: () => {},
  });
  beforeAll(async () => {
    await ensureDefaultPrices(world.system());
    await openJournal(world.system());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  return {
    url: () => url,
    /** Says that a model of somebody is deployed at these addresses. */
    deploy({ isShared = false, ...facts }: Deployed): Callable {
      const ctx = world.system();
      const one = { id: ctx.id(), repoId: ctx.id(), createdAt: ctx.now(), isShared, ...facts };
      deployed.push(one);
      return one;
    },
    /** A new key of somebody, and the official client that uses it without trying twice. */
    async client(owner: UserActor, limit?: string) {
      const budget = limit === undefined ? undefined : { limit, period: "month" as const };
      const input = CreateApiKeyInput.parse({ name: "test", budget });
      const key = await gatewayOperations.createApiKey.run(world.as(owner), input);
      const openai = new OpenAI({ apiKey: key.secret, baseURL: `${url}/v1`, maxRetries: 0 });
      return { key, openai };
    },
  };
}

/** What a call is refused with. */
export const refusalOf = (call: Promise<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> =>
  call.then(
    () => Promise.reject(new Error("the call was served")),
    (error) => error,
  );

/** 200 for a call that is served. */
export const statusOf = (call: Promise<unknown>): Promise<number> =>
  call.then(
    () => 200,
    ({ status }) => status,
  );
