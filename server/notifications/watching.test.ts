import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addComment } from "@/server/discussions/comments/add-comment";
import { createIssue } from "@/server/discussions/create-issue";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { removeCollaborator } from "@/server/hub/collaborators/remove-collaborator";
import { getRepo } from "@/server/hub/repositories/get-repo";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { watchRepo } from "@/server/hub/watches/watch-repo";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { subscriptions } from "@/server/worker/subscriptions";
import { guardNews } from "./guard-news";
import { notificationsHandlers } from "./handlers";
import { listNotifications } from "./list-notifications";
import { lockNews } from "./store";
import { tellWatchers } from "./tell-watchers";

describe("watching a repository", () => {
  const world = setupWorld();
  const kindsOf = async (ctx: ReturnType<typeof world.as>) =>
    (await listNotifications.run(ctx, { limit: 20 })).items.map(({ kind }) => kind).sort();

  test("tells of what one asked for, and not of what one did", async () => {
    const [ada, ben, eve] = [await world.user(), await world.user(), await world.user()];
    const [owner, all, tags] = [world.as(ada), world.as(ben), world.as(eve)];
    const { repo, address } = await repoWith(owner, { name: "seen", visibility: "public", texts: { a: "x" } });
    await watchRepo.run(all, { ...address, level: "all" });
    await watchRepo.run(tags, { ...address, level: "tags" });
    await watchRepo.run(owner, { ...address, level: "all" });
    expect(await getRepo.run(tags, address)).toMatchObject({ watching: "tags", forkedFrom: null });
    const news = { repoId: repo.id, pusherId: ada.userId };
    await tellWatchers(world.system(), { ...news, refs: ["refs/heads/main"] });
    await tellWatchers(world.system(), { ...news, refs: ["refs/tags/v1"] });
    await tellWatchers(world.system(), { ...news, refs: ["refs/heads/other"] });
    expect(await kindsOf(all)).toEqual(["repoTagged", "repoUpdated"]);
    expect(await kindsOf(tags)).toEqual(["repoTagged"]);
    expect(await kindsOf(owner)).toEqual([]);
    await watchRepo.run(tags, { ...address, level: null });
    expect(await getRepo.run(tags, address)).toMatchObject({ watching: null });
  });

  test("leaves no news of it with those who may not read it since it is private, until it is public again", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const [owner, reader] = [world.as(ada), world.as(ben)];
    const { repo, address } = await repoWith(owner, { name: "closed", visibility: "public", texts: { a: "x" } });
    for (const ctx of [owner, reader]) await watchRepo.run(ctx, { ...address, level: "all" });
    await tellWatchers(world.system(), { repoId: repo.id, refs: ["refs/tags/v1"], pusherId: null });
    const issue = await createIssue.run(owner, { ...address, title: "Plans", description: "" });
    const event = await addComment.run(owner, { ...address, number: issue.number, body: `For @${ben.username}` });
    const said = { discussionId: issue.id, eventId: event.id };
    await notificationsHandlers.handlers.notifyDiscussion(world.system(), said, new AbortController().signal);
    const all = ["discussionMention", "repoTagged"];
    expect(await kindsOf(reader)).toEqual(all);
    const become = async (visibility: "private" | "public") => {
      await updateRepo.run(owner, { ...address, visibility });
      await guardNews(world.system(), { repoId: repo.id });
    };
    const followers = subscriptions.filter((one) => one.event.name === "hub.repoVisibilityChanged");
    expect(followers.map(({ job }) => job.name)).toContain("notifications.guardNews");
    await become("private");
    expect(await kindsOf(reader)).toEqual([]);
    expect(await kindsOf(owner)).toEqual(["repoTagged"]);
    await become("public");
    expect(await kindsOf(reader)).toEqual(all);
  });

  test("leaves none either that were being written when it became private", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const [owner, reader] = [world.as(ada), world.as(ben)];
    const { repo, address } = await repoWith(owner, { name: "closing", visibility: "public", texts: { a: "x" } });
    await watchRepo.run(reader, { ...address, level: "all" });
    const { db } = world.system();
    const here = sql`select oid from pg_database where datname = current_database()`;
    const waits = sql`select pid from pg_locks where locktype = 'advisory' and not granted and database = (${here})`;
    const whoWaits = () => db.execute(waits);
    let told = Promise.resolve();
    await db.transaction(async (tx) => {
      await lockNews(tx, repo.id);
      told = tellWatchers(world.system(), { repoId: repo.id, refs: ["refs/tags/v1"], pusherId: null });
      await expect.poll(whoWaits).toHaveLength(1);
      await updateRepo.run(owner, { ...address, visibility: "private" });
    });
    await told;
    expect(await kindsOf(reader)).toEqual([]);
  });

  test("ends with the right to read, also for what was told before (A14)", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const [owner, reader] = [world.as(ada), world.as(ben)];
    const { repo, address } = await repoWith(owner, { name: "kept", visibility: "private", texts: { a: "x" } });
    await expect(watchRepo.run(reader, { ...address, level: "all" })).rejects.toMatchObject({ code: "not_found" });
    await putCollaborator.run(owner, { ...address, username: ben.username, role: "read" });
    await watchRepo.run(reader, { ...address, level: "all" });
    const tell = (tag: string) =>
      tellWatchers(world.system(), { repoId: repo.id, refs: [`refs/tags/${tag}`], pusherId: null });
    await tell("v1");
    expect(await kindsOf(reader)).toEqual(["repoTagged"]);
    await removeCollaborator.run(owner, { ...address, username: ben.username });
    await tell("v2");
    expect(await kindsOf(reader)).toEqual([]);
  });
});
