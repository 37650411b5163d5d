import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { usageEvents } from "@/db/schema/billing";
import { createGuardedFetch } from "@/server/adapters/fetch-guarded";
import { CreateProviderInput, CreateProviderModelInput, type ProviderKindId } from "@/server/gateway/contract/provider";
import { gatewayOperations } from "@/server/gateway/operations";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import { insideOf } from "./inside-of";
import type { setupWorld } from "./world";

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

type Behave = (response: ServerResponse, call: Call) => void | Promise<void>;

/** A server that behaves as a test says, one behaviour for each call and the last one for all that follow. */
export function providerServer(world: ReturnType<typeof setupWorld>) {
  const calls: Call[] = [];
  let behaviours: Behave[] = [];
  let origin = "";
  let count = 0;
  const server = createServer(async (request, response) => {
    const body = request.method === "POST" ? Object(await json(request)) : {};
    const { method = "", url: path = "", headers } = request;
    calls.push({ method, path, headers, body });
    const [behave] = behaviours.length > 1 ? behaviours.splice(0, 1) : behaviours;
    await behave?.(response, { method, path, headers, body });
  });
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close().closeAllConnections());
  beforeEach(() => void calls.splice(0));

  /** As an installation that may call this server, and nothing else inside. */
  const around = (ctx: Ctx<Dependency>): Ctx<Dependency> => ({
    ...insideOf(ctx, origin),
    fetch: createGuardedFetch({ allowed: [], origins: [origin] }),
  });

  return {
    calls,
    around,
    origin: () => origin,
    behaves: (...now: readonly Behave[]) => {
      behaviours = [...now];
    },
    /** What somebody was charged for last. */
    async lastCharge({ userId }: UserActor) {
      const { db } = world.system();
      const isTheirs = eq(usageEvents.ownerId, userId);
      const [row] = await db.select().from(usageEvents).where(isTheirs).orderBy(desc(usageEvents.id)).limit(1);
      return row;
    },
    /** A provider at this server with one model, which costs 2 for input, 0.5 from a cache and 8 for output. */
    async offers(admin: UserActor, kind: ProviderKindId, facts: object = {}) {
      const ctx = around(world.as(admin));
      const name = `provider-${++count}`;
      const given = { kind, name, baseUrl: `${origin}/v1`, credential: "sk-of-the-provider", ...facts };
      const provider = await gatewayOperations.createProvider.run(ctx, CreateProviderInput.parse(given));
      const prices = { inputPrice: "2", cachedInputPrice: "0.5", outputPrice: "8" };
      const model = await gatewayOperations.createProviderModel.run(
        ctx,
        CreateProviderModelInput.parse({
          providerId: provider.id,
          publicId: `${name}/big`,
          upstreamName: "big-1",
          ...prices,
        }),
      );
      return { provider, model: model.publicId };
    },
  };
}
