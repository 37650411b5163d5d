import { describe, expect, test } from "vitest";
import { activities } from "@/db/schema/notifications";
import { CreateIssueInput } from "@/server/discussions/contract/discussion";
import { createIssue } from "@/server/discussions/create-issue";
import { discussionsOperations } from "@/server/discussions/operations";
import { commitToRepo } from "@/server/hub";
import { CreateCollectionInput } from "@/server/hub/contract/collection";
import { CreateReleaseInput, UpdateReleaseInput } from "@/server/hub/contract/release";
import { hubOperations } from "@/server/hub/operations";
import { deleteAccount } from "@/server/identity/delete-account";
import { followAccount } from "@/server/identity/follows/follow-account";
import { unfollowAccount } from "@/server/identity/follows/unfollow-account";
import type { Ctx, Dependency } from "@/server/kernel";
import { deliverEvent, dropJob, listQueuedJobs } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld, stoppedClock } from "@/server/testing/world";
import { subscriptions } from "@/server/worker/subscriptions";
import { notificationsHandlers } from "../handlers";
import { forgetActivityOfAccount, forgetActivityOfRepo, noteActivity } from "../jobs";
import { listAccountActivity } from "./list-account-activity";
import { listFeed } from "./list-feed";
import { listRepoActivity } from "./list-repo-activity";

const world = setupWorld();
const signal = new AbortController().signal;
const visitor = () => world.as({ kind: "anonymous" });
const HANDLERS = new Map<unknown, (ctx: Ctx<Dependency>, payload: never, signal: AbortSignal) => Promise<void>>([
  [noteActivity, notificationsHandlers.handlers.noteActivity],
  [forgetActivityOfRepo, notificationsHandlers.handlers.forgetActivityOfRepo],
  [forgetActivityOfAccount, notificationsHandlers.handlers.forgetActivityOfAccount],
]);

/** What the worker does with the news that wait, here only for this context; each job runs twice, as it may. */
async function settle(): Promise<void> {
  const ctx = world.system(clock);
  const waiting = await listQueuedJobs(ctx.db, { name: deliverEvent.name, after: null, limit: 1_000 });
  for (const { id, payload } of waiting.toReversed()) {
    const told = deliverEvent.payload.parse(payload);
    for (const { event, job, payloadOf } of subscriptions) {
      const run = event.name === told.event ? HANDLERS.get(job) : undefined;
      const given = run && job.payload.parse(payloadOf(event.payload.parse(told.payload) as never));
      await run?.(ctx, given as never, signal);
      await run?.(ctx, given as never, signal);
    }
    await dropJob(ctx.db, id);
  }
}

const clock = stoppedClock();
const feedOf = async (ctx: Ctx, topic?: "repositories" | "discussions" | "people") =>
  (await listFeed.run(ctx, { limit: 50, topic })).items;
const of = async (ctx: Ctx, name: string) => (await listAccountActivity.run(ctx, { name, limit: 50 })).items;
const verbsOf = (items: readonly { verb: string }[]) => items.map(({ verb }) => verb).sort();

async function scene() {
  const [ada, fan, eve] = [await world.user(), await world.user(), await world.user()];
  const mine = world.as(ada);
  await followAccount.run(world.as(fan), { name: ada.username });
  const make = (name: string, visibility: "public" | "private") =>
    repoWith(mine, { name, visibility, texts: { "a.txt": name } });
  return { ada, mine, fan: world.as(fan), eve: world.as(eve), eveName: eve.username, make };
}

describe("the feed", () => {
  test("tells of whom one follows: what they made, pushed, released, said, liked and collected, each once", async () => {
    const { ada, mine, fan, eve, make } = await scene();
    const { repo, address } = await make("open", "public");
    const push = (text: string) =>
      commitToRepo(mine, repo, {
        branch: "main",
        message: text,
        operations: [{ kind: "put", path: "b.txt", content: Buffer.from(text) }],
      });
    await push("one");
    await push("two");
    await hubOperations.createRelease.run(mine, CreateReleaseInput.parse({ ...address, tag: "v1", title: "One" }));
    await createIssue.run(mine, CreateIssueInput.parse({ ...address, title: "A question", description: "Why" }));
    await discussionsOperations.addComment.run(mine, { ...address, number: 1, body: "Because" });
    await hubOperations.likeRepo.run(mine, address);
    await hubOperations.createCollection.run(
      mine,
      CreateCollectionInput.parse({ title: "Good ones", visibility: "public" }),
    );
    await settle();
    const seen = await feedOf(fan);
    const verbs = ["collected", "commented", "created", "liked", "opened", "pushed", "released"];
    expect(verbsOf(seen)).toEqual(verbs);
    const found = (verb: string) => seen.find((one) => one.verb === verb);
    expect(found("pushed")).toMatchObject({ count: 3, branch: "main", actor: { name: ada.username } });
    expect(found("released")).toMatchObject({ tag: "v1", repo: { name: "open" } });
    expect(found("opened")).toMatchObject({
      discussion: { number: 1, title: "A question", isPull: false },
      path: `/models/${ada.username}/open/discussions/1`,
    });
    expect(found("collected")).toMatchObject({ collection: { title: "Good ones", namespace: ada.username } });
    expect(verbsOf(await feedOf(fan, "discussions"))).toEqual(["commented", "opened"]);
    expect(await feedOf(mine)).toEqual([]);
    expect(await feedOf(eve)).toEqual([]);
    await expect(feedOf(visitor())).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("asks for rights when it is read: what is hidden, withdrawn or taken back is not in it", async () => {
    const { ada, mine, fan, eve, eveName, make } = await scene();
    const hidden = await make("hidden", "private");
    const open = await make("seen", "public");
    await hubOperations.likeRepo.run(mine, open.address);
    await hubOperations.likeRepo.run(mine, hidden.address);
    await followAccount.run(mine, { name: eveName });
    const release = CreateReleaseInput.parse({ ...open.address, tag: "v1", title: "One" });
    await hubOperations.createRelease.run(mine, release);
    await hubOperations.createCollection.run(mine, CreateCollectionInput.parse({ title: "Kept to myself" }));
    await settle();
    const all = ["created", "followed", "liked", "pushed", "released"];
    for (const reader of [fan, eve, visitor()]) expect(verbsOf(await of(reader, ada.username))).toEqual(all);
    expect(JSON.stringify(await of(eve, ada.username))).not.toContain("hidden");
    expect(verbsOf(await of(mine, ada.username))).toEqual([...all, "collected", "created", "liked", "pushed"].sort());
    const asked = listRepoActivity.run(eve, { ...hidden.address, limit: 20 });
    await expect(asked).rejects.toMatchObject({ code: "not_found" });

    await hubOperations.unlikeRepo.run(mine, open.address);
    await unfollowAccount.run(mine, { name: eveName });
    await hubOperations.updateRelease.run(
      mine,
      UpdateReleaseInput.parse({ ...open.address, tag: "v1", isDraft: true }),
    );
    await hubOperations.updateRepo.run(mine, { ...hidden.address, visibility: "public" });
    await settle();
    const now = await feedOf(fan);
    expect(verbsOf(now)).toEqual(["created", "created", "liked", "published", "pushed", "pushed"]);
    await hubOperations.updateRepo.run(mine, { ...open.address, visibility: "private" });
    expect((await feedOf(fan)).every(({ repo }) => repo?.name === "hidden")).toBe(true);
    await hubOperations.deleteRepo.run(mine, hidden.address);
    expect(await feedOf(fan)).toEqual([]);
  });

  test("follows organizations, members' own organizations and watched repositories, also to another owner", async () => {
    const { ada, fan, eve, eveName } = await scene();
    const { name } = await world.organization(ada);
    const lead = world.as(await world.again(ada));
    const { address } = await repoWith(lead, {
      name: "team",
      namespace: name,
      visibility: "public",
      texts: { a: "x" },
    });
    await hubOperations.watchRepo.run(eve, { ...address, level: "tags" });
    await hubOperations.likeRepo.run(eve, address);
    await createIssue.run(eve, CreateIssueInput.parse({ ...address, title: "Broken", description: "It is" }));
    await settle();
    expect(verbsOf(await of(visitor(), name))).toEqual(["created", "opened", "pushed"]);
    expect(verbsOf(await feedOf(lead))).toEqual(["opened"]);
    expect(verbsOf(await feedOf(eve))).toEqual(["created", "pushed"]);
    const repoPage = await listRepoActivity.run(visitor(), { ...address, limit: 20 });
    expect(verbsOf(repoPage.items)).toEqual(["created", "liked", "opened", "pushed"]);
    await hubOperations.moveRepo.run(lead, { ...address, newNamespace: ada.username });
    await settle();
    expect(await of(visitor(), name)).toEqual([]);
    expect(verbsOf(await of(fan, ada.username))).toEqual(["created", "pushed"]);
    expect(verbsOf(await of(fan, eveName))).toEqual(["liked", "opened"]);
  });

  test("goes on page by page, and refuses the cursor of somebody else's page", async () => {
    const { ada, mine, fan, make } = await scene();
    for (const name of ["one", "two", "three"]) await make(name, "public");
    await make("between", "private");
    await settle();
    const first = await listFeed.run(fan, { limit: 4 });
    const second = await listFeed.run(fan, { limit: 4, cursor: first.nextCursor ?? "" });
    const seen = [...first.items, ...second.items];
    expect(new Set(seen.map(({ id }) => id)).size).toBe(6);
    expect(seen.map(({ createdAt }) => createdAt.getTime())).toEqual(
      seen.map(({ createdAt }) => createdAt.getTime()).toSorted((a, b) => b - a),
    );
    expect([first.items.length, second.nextCursor]).toEqual([4, null]);
    const foreign = listAccountActivity.run(mine, { name: ada.username, limit: 4, cursor: first.nextCursor ?? "" });
    await expect(foreign).rejects.toMatchObject({ reason: "bad_cursor" });
  });

  test("forgets a deleted person at once, and old rows with time", async () => {
    const { ada, mine, fan, make } = await scene();
    await make("left", "public");
    await settle();
    expect(await feedOf(fan)).toHaveLength(2);
    const later = new Date(Date.now() + 91 * 24 * 3_600_000);
    await deleteAccount.run(mine, {});
    expect(await feedOf(fan)).toEqual([]);
    await expect(of(fan, ada.username)).rejects.toMatchObject({ code: "not_found" });
    const { handlers } = notificationsHandlers;
    await handlers.sweepActivities(
      world.system(() => later),
      {},
      signal,
    );
    const left = await world.system().db.select().from(activities);
    expect(left).toEqual([]);
  });
});
