import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import type { Ctx, Dependency } from "@/server/kernel";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { createIssue } from "../create-issue";
import { listDiscussionEvents } from "../list-discussion-events";
import { addComment } from "./add-comment";
import { listRepoReports } from "./list-repo-reports";
import { reportComment } from "./report-comment";
import { settleRepoReport } from "./settle-repo-report";

describe("the reports of a repository", () => {
  const world = setupWorld();

  async function setup() {
    const [ada, bob, cleo] = [await world.user(), await world.user(), await world.user()];
    const [owner, author, reporter] = [world.as(ada), world.as(bob), world.as(cleo)];
    const { address } = await repoWith(owner, { name: "reported", visibility: "public", texts: { a: "x" } });
    await createIssue.run(author, { ...address, title: "Broken", description: "" });
    const at = { ...address, number: 1 };
    const { id: eventId } = await addComment.run(author, { ...at, body: "**Rude** words" });
    const report = (ctx = reporter, reason = "Look") => reportComment.run(ctx, { ...at, eventId, reason });
    const list = async (ctx = owner) => (await listRepoReports.run(ctx, { ...address, limit: 20 })).items;
    return { ada, bob, owner, author, reporter, address, at, eventId, report, list };
  }

  const announced = async ({ db }: Ctx<Dependency>, eventId: string) =>
    (
      await db.execute(
        sql`select id from graphile_worker._private_jobs where payload->'payload'->>'eventId' = ${eventId}
          and payload->>'event' = 'discussions.commentReported'`,
      )
    ).length;

  test("are listed with what was said, why and by whom, and are over once one is dismissed", async () => {
    const { bob, owner, address, at, eventId, report, list } = await setup();
    expect(await list()).toEqual([]);
    await report();
    const [one, ...others] = await list();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ excerpt: "Rude words", reason: "Look", number: 1, title: "Broken", isHidden: false });
    expect(one?.author?.name).toBe(bob.username);
    expect(one?.url).toMatch(new RegExp(`/discussions/1#${eventId}$`));
    const settled = { ...address, reportId: one?.id ?? "", hide: false };
    await settleRepoReport.run(owner, settled);
    expect(await list()).toEqual([]);
    await expect(settleRepoReport.run(owner, settled)).rejects.toMatchObject({ code: "not_found" });
    const { items } = await listDiscussionEvents.run(owner, { ...at, limit: 20 });
    expect(items.find(({ id }) => id === eventId)).toMatchObject({ hidden: null });
  });

  test("hide the comment, which settles the other ones of it", async () => {
    const { ada, owner, address, at, eventId, report, list } = await setup();
    await report();
    await report(world.as(await world.user()), "Rude");
    const [one, two] = await list();
    expect(two).toMatchObject({ reason: "Look" });
    await settleRepoReport.run(owner, { ...address, reportId: one?.id ?? "", hide: true });
    expect(await list()).toEqual([]);
    const { items } = await listDiscussionEvents.run(owner, { ...at, limit: 20 });
    const hidden = { by: ada.username, reason: "moderation" };
    expect(items.find(({ id }) => id === eventId)).toMatchObject({ body: "", hidden });
  });

  test("are announced again when one is opened again, and not when its reason changes", async () => {
    const { owner, address, eventId, report, list } = await setup();
    await report();
    await report(undefined, "Look closer");
    expect(await announced(owner, eventId)).toBe(1);
    const [one] = await list();
    expect(one).toMatchObject({ reason: "Look closer" });
    await settleRepoReport.run(owner, { ...address, reportId: one?.id ?? "", hide: false });
    await report();
    expect(await announced(owner, eventId)).toBe(2);
    expect(await list()).toMatchObject([{ reason: "Look" }]);
  });

  test("are for its administrators alone, and not for one whose comment it is", async () => {
    const { bob, owner, author, reporter, address, report, list } = await setup();
    await report();
    const reportId = (await list())[0]?.id ?? "";
    for (const ctx of [author, reporter, world.as(await world.user())]) {
      await expect(list(ctx)).rejects.toMatchObject({ code: "forbidden" });
      const settled = settleRepoReport.run(ctx, { ...address, reportId, hide: true });
      await expect(settled).rejects.toMatchObject({ code: "forbidden" });
    }
    await putCollaborator.run(owner, { ...address, username: bob.username, role: "admin" });
    expect(await list(author)).toEqual([]);
    const own = settleRepoReport.run(author, { ...address, reportId, hide: false });
    await expect(own).rejects.toMatchObject({ code: "not_found" });
    const other = await repoWith(owner, { name: "other", texts: { a: "x" } });
    const elsewhere = settleRepoReport.run(owner, { ...other.address, reportId, hide: false });
    await expect(elsewhere).rejects.toMatchObject({ code: "not_found" });
    expect(await list()).toHaveLength(1);
  });
});
