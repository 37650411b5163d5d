import { describe, expect, test } from "vitest";
import { discussionsOperations } from "@/server/discussions/operations";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { removeCollaborator } from "@/server/hub/collaborators/remove-collaborator";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { announceHappening } from "./announce-discussion";
import { CreateWebhookInput, ListDeliveriesInput } from "./contract";
import { webhooksOperations } from "./operations";

const { addComment, createIssue, editComment, hideComment, listDiscussionEvents, setDiscussionStatus } =
  discussionsOperations;
const { createWebhook, listDeliveries } = webhooksOperations;
const world = setupWorld();

const hookOn = (ctx: Ctx<Dependency>, name: string) => {
  const watched = [{ type: "model", name }];
  return createWebhook.run(ctx, CreateWebhookInput.parse({ url: "https://hooks.example.com/", watched }));
};
const deliveriesOf = async (ctx: Ctx<Dependency>, { id }: { readonly id: string }) =>
  (await listDeliveries.run(ctx, ListDeliveriesInput.parse({ id }))).items.reverse();

describe("a webhook that hears of discussions", () => {
  test("is told of an issue, of what is said, changed and hidden in it, and of its end", async () => {
    const ada = await world.user();
    const ctx = world.as(ada);
    const { address } = await repoWith(ctx, { name: "talked-about", texts: { a: "x" } });
    const name = `${ada.username}/talked-about`;
    const hook = await hookOn(ctx, name);
    const issue = await createIssue.run(ctx, { ...address, title: "It fails", description: "Always" });
    const place = { ...address, number: issue.number };
    const said = await addComment.run(ctx, { ...place, body: "Since Monday" });
    await setDiscussionStatus.run(ctx, { ...place, status: "closed" });
    const { items } = await listDiscussionEvents.run(ctx, { ...place, limit: 50 });
    for (const { id } of items) await announceHappening(world.system(), { eventId: id, isChange: false });
    const change = { eventId: said.id, isChange: true };
    await editComment.run(ctx, { ...place, eventId: said.id, body: "Since Tuesday" });
    await announceHappening(world.system(), change);
    await hideComment.run(ctx, { ...place, eventId: said.id, hidden: true });
    await announceHappening(world.system(), change);

    const told = await deliveriesOf(ctx, hook);
    expect(told.map(({ event }) => event)).toEqual([
      "discussion create",
      "discussion.comment create",
      "discussion update",
      "discussion.comment update",
      "discussion.comment update",
    ]);
    const [first, , closed, edited, hidden] = told.map(({ payload }) => payload);
    expect(first).toMatchObject({
      event: { action: "create", scope: "discussion" },
      repo: { type: "model", name },
      discussion: { num: issue.number, title: "It fails", status: "closed", isPullRequest: false },
      comment: { content: "Always", hidden: false },
      webhook: { version: 3 },
    });
    expect(first).toHaveProperty("discussion.url.web", issue.url);
    expect(first).not.toHaveProperty("repo.headSha");
    expect(closed).not.toHaveProperty("comment");
    expect(edited).toMatchObject({ comment: { content: "Since Tuesday" } });
    expect(hidden).toMatchObject({ comment: { hidden: true } });
    expect(hidden).not.toHaveProperty("comment.content");
  });

  test("is told nothing of what its owner may no longer read (A14), nor what is gone", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const owner = world.as(ada);
    const { address } = await repoWith(owner, { name: "secret", visibility: "private", texts: { a: "x" } });
    const member = { ...address, username: ben.username };
    await putCollaborator.run(owner, { ...member, role: "read" });
    const hook = await hookOn(world.as(ben), `${ada.username}/secret`);
    const issue = await createIssue.run(owner, { ...address, title: "Hush", description: "Quiet" });
    const place = { ...address, number: issue.number };
    const [opened] = (await listDiscussionEvents.run(owner, { ...place, limit: 50 })).items;
    await removeCollaborator.run(owner, member);
    await announceHappening(world.system(), { eventId: opened?.id ?? "", isChange: false });
    await announceHappening(world.system(), { eventId: hook.id, isChange: false });
    expect(await deliveriesOf(world.as(ben), hook)).toEqual([]);
  });
});
