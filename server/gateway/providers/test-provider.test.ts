import { beforeAll, describe, expect, test } from "vitest";
import { createGuardedFetch } from "@/server/adapters/fetch-guarded";
import { createLocalVault } from "@/server/adapters/vault-local";
import { insideOf } from "@/server/testing/inside-of";
import { setupWorld } from "@/server/testing/world";
import { CreateProviderInput } from "../contract/provider";
import { gatewayOperations } from "../operations";

const { createProvider, testProvider } = gatewayOperations;
/** Nobody listens there. */
const ORIGIN = "http://127.0.0.1:9";

describe("the test of a connection that cannot be made", () => {
  const world = setupWorld();
  let ctx: ReturnType<typeof world.as>;
  beforeAll(async () => {
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    ctx = { ...insideOf(admin, ORIGIN), fetch: createGuardedFetch({ allowed: [], origins: [ORIGIN] }) };
  });
  let count = 0;
  const create = async (facts: object = {}) => {
    const input = { kind: "openai-compatible", name: `Away ${++count}`, baseUrl: `${ORIGIN}/v1`, ...facts };
    return (await createProvider.run(ctx, CreateProviderInput.parse(input))).id;
  };

  test("tells that the provider cannot be reached", async () => {
    const providerId = await create();
    expect(await testProvider.run(ctx, { providerId })).toMatchObject({ outcome: "unreachable", status: null });
  });

  test("takes a bug of ours for a bug, and not for a provider that is away", async () => {
    const providerId = await create();
    const broken = { ...ctx, fetch: () => Promise.reject(new TypeError("x is not a function")) };
    await expect(testProvider.run(broken, { providerId })).rejects.toThrow("x is not a function");
  });

  test.each([{ credential: "sk-not-readable" }, { headers: { "x-team": "blue" } }])(
    "asks for what cannot be read any more, and does not go on without it: %j",
    async (facts) => {
      const providerId = await create(facts);
      const { open } = createLocalVault({ secret: "another secret of the installation" });
      const call = testProvider.run({ ...ctx, open }, { providerId });
      await expect(call).rejects.toMatchObject({ code: "unavailable", reason: "credential_unreadable" });
    },
  );
});
