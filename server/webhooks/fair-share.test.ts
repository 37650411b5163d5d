import { describe, expect, test } from "vitest";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import type { Ctx } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { announceRepoNews } from "./announce-repo";
import { CreateWebhookInput, ListDeliveriesInput } from "./contract";
import { webhooksOperations } from "./operations";
import { sendDelivery } from "./send-delivery";
import { findWebhook, insertWebhook, replaceTargets, updateWebhookRow } from "./store";

const { createWebhook, listDeliveries, redeliver } = webhooksOperations;
const world = setupWorld();
const NEWS = { event: { action: "create", scope: "repo" }, payload: {} } as const;
const url = "https://example.com/hook";

const deliveriesOf = async (ctx: Ctx, id: string) =>
  (await listDeliveries.run(ctx, ListDeliveriesInput.parse({ id }))).items;

describe("a webhook", () => {
  test("sends nothing again beyond what it may send in a day", async () => {
    const user = await world.user();
    const ctx = world.as(user);
    const system = world.system();
    const { repo } = await repoWith(ctx, { name: "watched", texts: { a: "x" } });
    const watched = [{ type: "model", name: `${user.username}/watched` }];
    const hook = await createWebhook.run(ctx, CreateWebhookInput.parse({ url, watched }));
    await sendDelivery(system, { webhook: hook, repo }, NEWS);
    const [delivery] = await deliveriesOf(ctx, hook.id);
    const again = () => redeliver.run(ctx, { id: hook.id, deliveryId: delivery?.id ?? "" });
    await again();
    await updateWebhookRow(ctx.db, hook.id, { sentAgain: 998 });
    const outcomes = await Promise.allSettled([again(), again(), again()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(again()).rejects.toMatchObject({ code: "quota_exceeded" });
    await announceRepoNews(system, repo.id, { kind: "created" });
    expect(await deliveriesOf(ctx, hook.id)).toHaveLength(1);
    const tomorrow = { ...ctx, now: () => new Date(ctx.now().getTime() + 25 * 3_600_000) };
    await redeliver.run(tomorrow, { id: hook.id, deliveryId: delivery?.id ?? "" });
  });

  test("of who has a role on the repository is not crowded out by those of strangers", async () => {
    const [ada, cleo, eve] = [await world.user(), await world.user(), await world.user()];
    const owner = world.as(ada);
    const made = await repoWith(owner, { name: "crowded", visibility: "private", texts: { a: "x" } });
    const own = CreateWebhookInput.parse({ url, watched: [{ type: "user", name: eve.username }] });
    const { id: strangers } = await createWebhook.run(world.as(eve), own);
    const row = await findWebhook(owner.db, strangers);
    for (let count = 0; count < 1_000 && row; count++) {
      const id = owner.id();
      await insertWebhook(owner.db, { ...row, id });
      await replaceTargets(owner.db, id, [{ targetId: made.repo.id, kind: "model" }]);
    }
    await putCollaborator.run(owner, { ...made.address, username: cleo.username, role: "write" });
    const watched = [{ type: "model", name: `${ada.username}/crowded` }];
    const input = CreateWebhookInput.parse({ url, watched });
    const inside = [ada, cleo].map((user) => world.as(user));
    const hooks = await Promise.all(inside.map((ctx) => createWebhook.run(ctx, input)));
    await announceRepoNews(world.system(), made.repo.id, { kind: "created" });
    const told = await Promise.all(inside.map((ctx, index) => deliveriesOf(ctx, hooks[index]?.id ?? "")));
    expect(told.map(({ length }) => length)).toEqual([1, 1]);
  });
});
