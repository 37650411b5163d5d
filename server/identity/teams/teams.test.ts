import { describe, expect, test } from "vitest";
import { auditEvents } from "@/db/schema/audit";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { putMember } from "../put-member";
import { removeMember } from "../remove-member";
import { createTeam } from "./create-team";
import { deleteTeam } from "./delete-team";
import { getTeam } from "./get-team";
import { listTeamMembers } from "./list-team-members";
import { listTeams } from "./list-teams";
import { putTeamMember } from "./put-team-member";
import { removeTeamMember } from "./remove-team-member";
import { updateTeam } from "./update-team";

describe("teams of an organisation", () => {
  const world = setupWorld();

  async function setup() {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { name } = await world.organization(ada, [{ user: bob, role: "read" }]);
    const as = async (user: UserActor) => world.as(await world.again(user));
    await createTeam.run(await as(ada), { name, team: "Vision", description: "Eyes" });
    return { ada, bob, eve, name, as, path: { name, team: "vision" } };
  }

  test("are made by those who lead it, seen by its members, and unknown to everybody else", async () => {
    const { ada, bob, eve, name, as, path } = await setup();
    const another = { name, team: "audio", description: "" };
    await expect(createTeam.run(await as(bob), another)).rejects.toMatchObject({ code: "forbidden" });
    await expect(createTeam.run(await as(eve), another)).rejects.toMatchObject({ code: "forbidden" });
    const again = { name, team: "VISION", description: "" };
    await expect(createTeam.run(await as(ada), again)).rejects.toMatchObject({ reason: "name_taken" });

    expect(await getTeam.run(await as(bob), path)).toMatchObject({ name: "Vision", memberCount: 0, role: null });
    await expect(getTeam.run(await as(eve), path)).rejects.toMatchObject({ code: "not_found" });
    await expect(getTeam.run(world.as({ kind: "anonymous" }), path)).rejects.toMatchObject({ code: "not_found" });
    expect((await listTeams.run(await as(eve), { name, limit: 20 })).items).toEqual([]);
    await createTeam.run(await as(ada), another);
    const first = await listTeams.run(await as(bob), { name, limit: 1 });
    const second = await listTeams.run(await as(bob), { name, limit: 1, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map((team) => team.name)).toEqual(["audio", "Vision"]);
    expect(second.nextCursor).toBeNull();
    expect((await listTeams.run(await as(bob), { name, limit: 9, search: "isi" })).items).toHaveLength(1);
  });

  test("take members of the organisation alone, who leave them with it", async () => {
    const { ada, bob, eve, name, as, path } = await setup();
    const put = (username: string) => ({ ...path, username, role: "member" as const });
    await expect(putTeamMember.run(await as(ada), put(eve.username))).rejects.toMatchObject({ reason: "not_a_member" });
    await expect(putTeamMember.run(await as(ada), put("nobody-here"))).rejects.toMatchObject({ code: "not_found" });
    await putTeamMember.run(await as(ada), put(bob.username));
    const listed = await listTeamMembers.run(await as(bob), { ...path, limit: 20 });
    expect(listed.items).toMatchObject([{ user: { name: bob.username }, role: "member" }]);
    expect((await listTeams.run(await as(bob), { name, limit: 9 })).items).toMatchObject([
      { memberCount: 1, role: "member" },
    ]);
    expect((await world.again(bob)).memberships).toMatchObject([{ teams: [{ role: "member" }] }]);

    await removeMember.run(await as(ada), { name, username: bob.username });
    expect((await listTeamMembers.run(await as(ada), { ...path, limit: 20 })).items).toEqual([]);
    expect((await world.again(bob)).memberships).toEqual([]);
  });

  test("are led by their maintainers, who neither make nor delete any; whoever is in one may leave", async () => {
    const { ada, bob, name, as, path } = await setup();
    const mei = await world.user();
    await putMember.run(await as(ada), { name, username: mei.username, role: "no_access" });
    const bobIn = { ...path, username: bob.username, role: "maintainer" as const };
    const meiIn = { ...path, username: mei.username, role: "member" as const };
    await expect(putTeamMember.run(await as(bob), bobIn)).rejects.toMatchObject({ code: "forbidden" });
    await putTeamMember.run(await as(ada), bobIn);
    await putTeamMember.run(await as(bob), meiIn);
    await updateTeam.run(await as(bob), { ...path, description: "Eyes and lenses", newName: "Optics" });
    const moved = { name, team: "optics" };
    expect(await getTeam.run(await as(mei), moved)).toMatchObject({ description: "Eyes and lenses", memberCount: 2 });
    await expect(deleteTeam.run(await as(bob), moved)).rejects.toMatchObject({ code: "forbidden" });

    const leave = { ...moved, username: mei.username };
    await expect(removeTeamMember.run(await as(mei), { ...moved, username: bob.username })).rejects.toMatchObject({
      code: "forbidden",
    });
    await removeTeamMember.run(await as(mei), leave);
    await expect(removeTeamMember.run(await as(ada), leave)).rejects.toMatchObject({ code: "not_found" });

    await createTeam.run(await as(ada), { name, team: "audio", description: "" });
    await expect(updateTeam.run(await as(ada), { ...moved, newName: "Audio" })).rejects.toMatchObject({
      reason: "name_taken",
    });
    await deleteTeam.run(await as(ada), moved);
    expect((await world.again(bob)).memberships).toMatchObject([{ teams: [] }]);
    const actions = (await world.system().db.select().from(auditEvents)).map(({ action }) => action);
    expect(new Set(actions.filter((action) => action.startsWith("team.")))).toEqual(
      new Set(["team.created", "team.memberAdded", "team.updated", "team.memberRemoved", "team.deleted"]),
    );
  });
});
