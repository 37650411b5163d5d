import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addComment } from "@/server/discussions/comments/add-comment";
import { hideComment } from "@/server/discussions/comments/hide-comment";
import { reportComment } from "@/server/discussions/comments/report-comment";
import { createIssue } from "@/server/discussions/create-issue";
import { listDiscussionEvents } from "@/server/discussions/list-discussion-events";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { guardNews } from "./guard-news";
import { listNotifications } from "./list-notifications";
import { tellCommentReported } from "./tell-reports";

describe("a comment that is reported", () => {
  const world = setupWorld();
  const told = async (ctx: ReturnType<typeof world.as>) => {
    const { items } = await listNotifications.run(ctx, { limit: 20 });
    return items.filter(({ kind }) => kind === "commentReported");
  };

  async function reported(visibility: "public" | "private") {
    const [ada, bob, cleo] = [await world.user(), await world.user(), await world.user()];
    const staff = world.as(await world.user({ platformRoles: ["moderator"] }));
    const [owner, author, reporter] = [world.as(ada), world.as(bob), world.as(cleo)];
    const { address, repo } = await repoWith(owner, { name: `told-${visibility}`, visibility, texts: { a: "x" } });
    for (const { username } of [bob, cleo]) await putCollaborator.run(owner, { ...address, username, role: "write" });
    await createIssue.run(author, { ...address, title: "Broken", description: "" });
    const at = { ...address, number: 1 };
    const { id: eventId } = await addComment.run(author, { ...at, body: "Rude words" });
    await reportComment.run(reporter, { ...at, eventId, reason: "This is rude" });
    const tell = () => tellCommentReported(world.system(), { eventId, reporterId: cleo.userId });
    return { at, repoId: repo.id, eventId, owner, author, reporter, staff, tell };
  }

  test("is told to the administrators with the reason and the way, and not to who said or reported it", async () => {
    const { at, repoId, eventId, owner, author, reporter, staff, tell } = await reported("public");
    await reportComment.run(reporter, { ...at, eventId, reason: "This is rude" });
    const news = await owner.db.execute(
      sql`select id from graphile_worker._private_jobs where payload->'payload'->>'eventId' = ${eventId}
        and payload->>'event' = 'discussions.commentReported'`,
    );
    expect(news).toHaveLength(1);
    await tell();
    await tell();
    const path = `/models/${at.namespace}/${at.name}/discussions/1#${eventId}`;
    const note = { path, params: { reason: "This is rude", where: `${at.namespace}/${at.name}#1` } };
    expect(await told(owner)).toMatchObject([note]);
    expect(await told(staff)).toMatchObject([note]);
    await updateRepo.run(owner, { shelf: at.shelf, namespace: at.namespace, name: at.name, visibility: "private" });
    await guardNews(world.system(), { repoId });
    expect([await told(owner), await told(staff)]).toMatchObject([[note], []]);
    expect([...(await told(author)), ...(await told(reporter))]).toEqual([]);
  });

  test("is told to the installation without the name and the words of a private repository", async () => {
    const { at, owner, staff, tell } = await reported("private");
    await tell();
    expect(await told(owner)).toHaveLength(1);
    const [note] = await told(staff);
    expect(note).toMatchObject({ path: null, excerpt: null, params: { where: "private", reason: "This is rude" } });
    expect(JSON.stringify(note)).not.toContain(at.name);
  });

  test("stays readable to its administrators when it is hidden, and to nobody else", async () => {
    const { at, eventId, owner, author, reporter, staff } = await reported("public");
    const { id: unreported } = await addComment.run(author, { ...at, body: "Other words" });
    for (const id of [eventId, unreported]) await hideComment.run(author, { ...at, eventId: id, hidden: true });
    const said = async (ctx: typeof owner) =>
      (await listDiscussionEvents.run(ctx, { ...at, limit: 20 })).items.flatMap(({ hidden }) => hidden?.said ?? []);
    expect(await Promise.all([owner, staff].map(said))).toEqual([["Rude words"], ["Rude words"]]);
    expect(await Promise.all([author, reporter].map(said))).toEqual([[], []]);
  });
});
