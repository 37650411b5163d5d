import { expect, test } from "vitest";
import type { Ctx } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { gatewayHandlers } from "../handlers";
import { getResponse } from "./get-response";
import { keepResponse } from "./keep-response";
import { listConversation } from "./list-conversation";

const world = setupWorld();
const DAY_MS = 24 * 3_600_000;
const quiet = new AbortController().signal;

async function owner() {
  const { userId } = await world.user();
  return { payerId: userId, keyId: null, userId, ownerIds: [userId] };
}
const after = (days: number): Ctx => {
  const system = world.system();
  return { ...system, now: () => new Date(system.now().getTime() + days * DAY_MS) };
};
const kept = (items: readonly unknown[] = [], previousId: string | null = null) => ({
  ...{ id: world.system().id(), previousId, items, response: { object: "response", text: "a\u0000b" } },
});

test("a response is away after a month, also from the database", async () => {
  const [caller, one] = [await owner(), kept()];
  expect(await keepResponse(after(0), caller, one)).toBe(true);
  expect(await getResponse(after(29), caller, one.id)).toEqual(one.response);
  await expect(getResponse(after(30.1), caller, one.id)).rejects.toMatchObject({ code: "not_found" });
  await gatewayHandlers.handlers.sweepResponses({ ...world.system(), now: after(29).now }, {}, quiet);
  expect(await getResponse(after(0), caller, one.id)).toEqual(one.response);
  await gatewayHandlers.handlers.sweepResponses({ ...world.system(), now: after(31).now }, {}, quiet);
  await expect(getResponse(after(0), caller, one.id)).rejects.toMatchObject({ code: "not_found" });
});

test("and is of the person who made it, also where somebody else pays with the same account", async () => {
  const [ada, bob, one] = [await owner(), await owner(), kept()];
  const colleague = { ...bob, payerId: ada.payerId };
  await keepResponse(after(0), ada, one);
  await expect(getResponse(after(0), colleague, one.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(listConversation(after(0), colleague, one.id)).rejects.toMatchObject({
    reason: "previous_response_not_found",
  });
  expect(await getResponse(after(0), ada, one.id)).toEqual(one.response);
});

test("and with its owner; those of others stay", async () => {
  const [ada, bob, hers, his] = [await owner(), await owner(), kept(), kept()];
  await keepResponse(after(0), ada, hers);
  await keepResponse(after(0), bob, his);
  await gatewayHandlers.handlers.removeResponsesOfOwner(world.system(), { ownerId: ada.payerId }, quiet);
  await expect(getResponse(after(0), ada, hers.id)).rejects.toMatchObject({ code: "not_found" });
  expect(await getResponse(after(0), bob, his.id)).toEqual(his.response);
});

test("one that is too large is not kept, nor one that its owner has no room for", async () => {
  const caller = await owner();
  expect(await keepResponse(after(0), caller, kept(["x".repeat(9 << 20)]))).toBe(false);
  const small = () => ({ ...kept(["x".repeat(600)]), mostBytes: 1_000 });
  expect(await keepResponse(after(0), caller, small())).toBe(true);
  expect(await keepResponse(after(0), caller, small())).toBe(false);
});

test("what ends at the same moment does not pass the bound of its owner together", async () => {
  const caller = await owner();
  const one = () => ({ ...kept(["x".repeat(600)]), mostBytes: 1_500 });
  const ends = Array.from({ length: 8 }, () => keepResponse(after(0), caller, one()));
  expect((await Promise.all(ends)).filter((isKept) => isKept)).toHaveLength(2);
});

test("more than one batch is forgotten at once", async () => {
  const caller = await owner();
  const many = Array.from({ length: 201 }, () => kept());
  for (const one of many) await keepResponse(after(0), caller, one);
  await gatewayHandlers.handlers.sweepResponses({ ...world.system(), now: after(31).now }, {}, quiet);
  const left = await Promise.allSettled(many.map(({ id }) => getResponse(after(0), caller, id)));
  expect(left.filter(({ status }) => status === "fulfilled")).toEqual([]);
});

test("a conversation is told from its beginning, as long as all of it is there and not too long", async () => {
  const [caller, ctx] = [await owner(), after(0)];
  const first = kept([{ at: 1 }, { at: 2 }]);
  const second = kept([{ at: 3 }], first.id);
  for (const one of [first, second]) await keepResponse(ctx, caller, one);
  expect(await listConversation(ctx, caller, second.id)).toEqual([{ at: 1 }, { at: 2 }, { at: 3 }]);
  const orphan = kept([{ at: 4 }], ctx.id());
  await keepResponse(ctx, caller, orphan);
  const gone = { code: "invalid", reason: "previous_response_not_found" };
  for (const id of [orphan.id, ctx.id(), null])
    await expect(listConversation(ctx, caller, id)).rejects.toMatchObject(gone);
  await expect(listConversation(ctx, await owner(), second.id)).rejects.toMatchObject(gone);

  const large = kept(["x".repeat(6 << 20)]);
  const larger = kept(["x".repeat(6 << 20)], large.id);
  for (const one of [large, larger]) await keepResponse(ctx, caller, one);
  await expect(listConversation(ctx, caller, larger.id)).rejects.toMatchObject({ code: "too_large" });
});
