import { describe, expect, test } from "vitest";
import { discussionsOperations } from "@/server/discussions/operations";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { announceHappening } from "./announce-discussion";
import { announceRepoNews } from "./announce-repo";
import { CreateWebhookInput, ListDeliveriesInput } from "./contract";
import { webhooksOperations } from "./operations";

const { createWebhook, listDeliveries } = webhooksOperations;
const world = setupWorld();

async function watched(name: string) {
  const user = await world.user();
  const ctx = world.as(user);
  const made = await repoWith(ctx, { name, texts: { a: "x" } });
  const input = { url: "https://example.com/", watched: [{ type: "model", name: `${user.username}/${name}` }] };
  const { id } = await createWebhook.run(ctx, CreateWebhookInput.parse(input));
  const payload = async () => (await listDeliveries.run(ctx, ListDeliveriesInput.parse({ id }))).items[0]?.payload;
  return { ctx, payload, ...made };
}

describe("what a webhook is told", () => {
  test.each([
    ["whole", 4_000, { content: "🙂".repeat(2_000) }],
    ["cut, and says so", 60_000, { content: `${"🙂".repeat(2_000)}…`, contentIsCut: true }],
  ])("of a comment is %s, with %i characters", async (_, length, told) => {
    const { ctx, address, payload } = await watched("said");
    const issue = { ...address, title: "Long", description: "🙂".repeat(length / 2) };
    const { number } = await discussionsOperations.createIssue.run(ctx, issue);
    const { items } = await discussionsOperations.listDiscussionEvents.run(ctx, { ...address, number, limit: 1 });
    await announceHappening(world.system(), { eventId: items[0]?.id ?? "", isChange: false });
    const { comment } = (await payload()) as { comment: Record<string, unknown> };
    const { content, contentIsCut } = comment;
    expect({ content, contentIsCut }).toEqual(told);
  });

  test("of a push is its first five hundred refs, and that there are more", async () => {
    const { repo, payload, commit } = await watched("pushed");
    const changes = Array.from({ length: 501 }, (_, at) => ({ ref: `refs/tags/${at}`, before: null, after: commit }));
    await announceRepoNews(world.system(), repo.id, { kind: "changed", changes: changes.slice(1) });
    expect(await payload()).toMatchObject({ updatedRefs: { length: 500 } });
    expect(await payload()).not.toHaveProperty("updatedRefsAreCut");
    await announceRepoNews(world.system(), repo.id, { kind: "changed", changes });
    expect(await payload()).toMatchObject({ updatedRefs: { length: 500 }, updatedRefsAreCut: true });
  });
});
