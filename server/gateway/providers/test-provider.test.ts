import { beforeAll, describe, expect, test } from "vitest";
import { createAddressGuard, createGuardedFetch } from "@/server/adapters/fetch-guarded";
import { createLocalVault } from "@/server/adapters/vault-local";
import { insideOf } from "@/server/testing/inside-of";
import { setupWorld } from "@/server/testing/world";
import { CreateProviderInput } from "../contract/provider";
import { gatewayOperations } from "../operations";

const { createProvider, testProvider } = gatewayOperations;
/** Nobody listens there. */
const ORIGIN = "http://127.0.0.1:9";

const world = setupWorld();

test.each(["https://10.0.0.1/v1", "https://[::1]/v1", "https://metadata.localhost/v1"])(
  "a provider is not taken at %s, which would never be called",
  async (baseUrl) => {
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    const guarded = {
      ...insideOf(admin, ORIGIN),
      refuseAddress: createAddressGuard({ allowed: [], origins: [ORIGIN] }),
    };
    const input = CreateProviderInput.parse({ kind: "openai-compatible", name: "Inside", baseUrl });
    await expect(createProvider.run(guarded, input)).rejects.toMatchObject({ reason: "address_refused" });
    const open = { ...input, name: `Open ${baseUrl}`, baseUrl: `${ORIGIN}/v1` };
    expect(await createProvider.run(guarded, open)).toMatchObject({ baseUrl: `${ORIGIN}/v1` });
  },
);

describe("the test of a connection that cannot be made", () => {
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
