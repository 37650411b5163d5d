import { beforeAll, describe, expect, test } from "vitest";
import { ListWalletsInput, SetPriceInput, SetWalletLimitInput } from "@/server/billing/contract";
import { billingOperations } from "@/server/billing/operations";
import { CreateRepoInput } from "@/server/hub/contract/repo";
import { createRepo } from "@/server/hub/repositories/create-repo";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { ListPriceVersionsInput } from "./contract";
import { adminOperations } from "./operations";

const { listPriceVersions, priceModel } = adminOperations;
const { listWallets, setPrice, setWalletLimit } = billingOperations;
const HOUR_MS = 3_600_000;

describe("prices and wallets for administrators", () => {
  const world = setupWorld();
  let finance: UserActor;
  let ada: UserActor;
  beforeAll(async () => {
    finance = await world.user({ platformRoles: ["finance"] });
    ada = await world.user();
  });

  test("each version says whether it holds now, and for which model, also a private one", async () => {
    const model = CreateRepoInput.parse({ shelf: "models", name: "dear", visibility: "private" });
    const { id: target } = await createRepo.run(world.as(ada), model);
    const at = (ms: number) => world.as(finance, () => new Date(Date.now() + ms));
    await setPrice.run(at(-2 * HOUR_MS), SetPriceInput.parse({ meter: "llm.input", target, amount: "1" }));
    await setPrice.run(at(-HOUR_MS), SetPriceInput.parse({ meter: "llm.input", target, amount: "2" }));
    const effectiveFrom = new Date(Date.now() + HOUR_MS).toISOString();
    await setPrice.run(at(0), SetPriceInput.parse({ meter: "llm.input", target, amount: "3", effectiveFrom }));

    const { items } = await listPriceVersions.run(world.as(finance), ListPriceVersionsInput.parse({}));
    const name = `${ada.username}/dear`;
    expect(items.map(({ amount, state, targetName }) => [amount, state, targetName])).toEqual([
      ["3", "scheduled", name],
      ["2", "current", name],
      ["1", "past", name],
    ]);
    const second = await listPriceVersions.run(world.as(finance), ListPriceVersionsInput.parse({ limit: 2 }));
    const cursor = second.nextCursor ?? "";
    const third = await listPriceVersions.run(world.as(finance), ListPriceVersionsInput.parse({ limit: 2, cursor }));
    expect(third.items).toMatchObject([{ amount: "1", state: "past" }]);
  });

  test("a model is priced by its name, any case; a name that nobody has is told", async () => {
    const ctx = world.as(finance);
    const input = { meter: "llm.output" as const, amount: "0.25" };
    await priceModel.run(ctx, { ...input, model: `${ada.username.toUpperCase()}/dear` });
    const { items } = await listPriceVersions.run(ctx, ListPriceVersionsInput.parse({}));
    const own = items.find(({ meter }) => meter === "llm.output");
    expect(own).toMatchObject({ amount: "0.25", targetName: `${ada.username}/dear` });
    await expect(priceModel.run(ctx, { ...input, model: "ada/none" })).rejects.toMatchObject({ code: "not_found" });
    const refused = priceModel.run(world.as(ada), { ...input, model: `${ada.username}/dear` });
    await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  });

  test("who has a limit is listed, page by page", async () => {
    const ctx = world.as(finance);
    const ben = await world.user();
    await setWalletLimit.run(ctx, SetWalletLimitInput.parse({ owner: ada.username, limit: "12.5" }));
    await setWalletLimit.run(ctx, SetWalletLimitInput.parse({ owner: ben.username, limit: "0" }));
    const first = await listWallets.run(ctx, ListWalletsInput.parse({ limit: 1 }));
    const rest = await listWallets.run(ctx, ListWalletsInput.parse({ limit: 5, cursor: first.nextCursor ?? "" }));
    const found = [...first.items, ...rest.items];
    expect(found).toHaveLength(2);
    expect(found).toContainEqual({ owner: ada.username, owed: "0", limit: "12.5", currency: "USD" });

    await setWalletLimit.run(ctx, SetWalletLimitInput.parse({ owner: ada.username, limit: null }));
    expect((await listWallets.run(ctx, ListWalletsInput.parse({}))).items).toHaveLength(1);
  });

  test("are for finance and administrators only", async () => {
    const { actor: reader } = await world.token(finance, { role: "read" });
    for (const actor of [ada, await world.user({ platformRoles: ["ops"] }), reader]) {
      const ctx = world.as(actor);
      const prices = listPriceVersions.run(ctx, ListPriceVersionsInput.parse({}));
      await expect(prices).rejects.toMatchObject({ code: "forbidden" });
      await expect(listWallets.run(ctx, ListWalletsInput.parse({}))).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
