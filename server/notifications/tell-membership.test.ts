import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { removeMember } from "@/server/identity/remove-member";
import { createTeam } from "@/server/identity/teams/create-team";
import { putTeamMember } from "@/server/identity/teams/put-team-member";
import { removeTeamMember } from "@/server/identity/teams/remove-team-member";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { notificationsHandlers } from "./handlers";
import { listNotifications } from "./list-notifications";

const { handlers } = notificationsHandlers;
const signal = new AbortController().signal;

describe("who is taken out of an organisation or a team", () => {
  const world = setupWorld();

  async function setup() {
    const [ada, bob] = [await world.user(), await world.user()];
    const { name, id } = await world.organization(ada, [{ user: bob, role: "read" }]);
    const leader = world.as(await world.again(ada));
    await createTeam.run(leader, { name, team: "optics", description: "" });
    const inTeam = { name, team: "optics", username: bob.username };
    await putTeamMember.run(leader, { ...inTeam, role: "member" });
    return { leader, bob, name, id, inTeam };
  }

  /** Does what was queued about this person, twice, as a job may run again; what they read of it. */
  async function toldTo({ userId, ...person }: UserActor) {
    const { db } = world.system();
    const queued = await db.execute<{ news: Parameters<typeof handlers.notifyMemberRemoved>[1] }>(
      sql`select payload->'payload' as news from graphile_worker._private_jobs
        where payload->>'event' = 'identity.memberRemoved' and payload->'payload'->>'userId' = ${userId}
        order by id`,
    );
    for (const { news } of [...queued, ...queued]) await handlers.notifyMemberRemoved(world.system(), news, signal);
    const reader = world.as(await world.again({ userId, ...person }));
    return (await listNotifications.run(reader, { limit: 20 })).items;
  }

  test("is told of the team, with the way to those that are left", async () => {
    const { leader, bob, name, inTeam } = await setup();
    await removeTeamMember.run(leader, inTeam);
    expect(await toldTo(bob)).toMatchObject([
      { kind: "teamMemberRemoved", path: `/organizations/${name}/teams`, params: { team: "optics" } },
    ]);
  });

  test("is told of the organisation once, and not of each team in it", async () => {
    const { leader, bob, name } = await setup();
    await removeMember.run(leader, { name, username: bob.username });
    expect(await toldTo(bob)).toMatchObject([{ kind: "memberRemoved", path: null }]);
  });

  test("is told nothing who leaves", async () => {
    const { bob, name, inTeam } = await setup();
    await removeTeamMember.run(world.as(await world.again(bob)), inTeam);
    await removeMember.run(world.as(await world.again(bob)), { name, username: bob.username });
    expect(await toldTo(bob)).toEqual([]);
  });
});
