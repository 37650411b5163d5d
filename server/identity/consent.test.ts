import { describe, expect, test } from "vitest";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { acceptInvitation } from "./accept-invitation";
import type { OrganizationRole } from "./contract";
import { createInvitation } from "./create-invitation";
import { createOrganization } from "./create-organization";
import { deleteAccount } from "./delete-account";
import { deleteOrganization } from "./delete-organization";
import { listMembers } from "./list-members";
import { putMember } from "./put-member";
import { removeMember } from "./remove-member";
import { transferOwnership } from "./transfer-ownership";

describe("who is put into an organization by somebody else", () => {
  const world = setupWorld();
  const as = async (user: UserActor) => world.as(await world.again(user));
  const rolesIn = async (name: string) => {
    const { items } = await listMembers.run(world.system(), { name, limit: 20 });
    return Object.fromEntries(items.map(({ user, role }) => [user.name, role]));
  };
  const invite = async (by: UserActor, name: string, role: OrganizationRole) =>
    (await createInvitation.run(await as(by), { name, role })).url.split("/").at(-1) ?? "";

  test("A6 never becomes its owner without saying yes, by a role, a second role or a hand-over", async () => {
    const [eve, ben] = [await world.user(), await world.user()];
    const { name } = await world.organization(eve);
    const path = { name, username: ben.username };
    const needed = { code: "conflict", reason: "acceptance_needed" };
    await expect(putMember.run(await as(eve), { ...path, role: "owner" })).rejects.toMatchObject(needed);
    await putMember.run(await as(eve), { ...path, role: "admin" });
    await expect(putMember.run(await as(eve), { ...path, role: "owner" })).rejects.toMatchObject(needed);
    await expect(transferOwnership.run(await as(eve), path)).rejects.toMatchObject(needed);
    const leaves = removeMember.run(await as(eve), { name, username: eve.username });
    await expect(leaves).rejects.toMatchObject({ reason: "last_owner" });

    await removeMember.run(await as(ben), path);
    expect(await deleteAccount.run(await as(ben), {})).toEqual({});
  });

  test("accepts an invitation, also as the member they are, and owns it then", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const { name } = await world.organization(ada);
    const path = { name, username: ben.username };
    await putMember.run(await as(ada), { ...path, role: "write" });
    const code = await invite(ada, name, "owner");
    expect(await acceptInvitation.run(await as(ben), { code })).toMatchObject({ role: "owner" });
    expect(await rolesIn(name)).toEqual({ [ada.username]: "owner", [ben.username]: "owner" });
    const again = acceptInvitation.run(await as(ben), { code: await invite(ada, name, "owner") });
    await expect(again).rejects.toMatchObject({ reason: "already_member" });

    await putMember.run(await as(ada), { ...path, role: "read" });
    await putMember.run(await as(ada), { ...path, role: "owner" });
    await removeMember.run(await as(ada), { name, username: ada.username });
    expect(await rolesIn(name)).toEqual({ [ben.username]: "owner" });
  });

  test("loses nothing by an invitation to less", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const { name } = await world.organization(ada);
    await putMember.run(await as(ada), { name, username: ben.username, role: "admin" });
    const code = await invite(ada, name, "read");
    expect(await acceptInvitation.run(await as(ben), { code })).toMatchObject({ role: "admin" });
    await transferOwnership.run(await as(ada), { name, username: ben.username });
    expect(await rolesIn(name)).toEqual({ [ada.username]: "admin", [ben.username]: "owner" });
  });

  test("is an owner at once where the platform's administrators say so", async () => {
    const [admin, ben] = [await world.user({ platformRoles: ["admin"] }), await world.user()];
    const { name } = await world.organization(admin);
    const path = { name, username: ben.username };
    await putMember.run(await as(admin), { ...path, role: "owner" });
    await removeMember.run(await as(admin), { name, username: admin.username });
    expect(await rolesIn(name)).toEqual({ [ben.username]: "owner" });
  });
});

describe("organizations of one account", () => {
  const world = setupWorld();
  const dayLater = (days: number) => () => new Date(Date.now() + days * 86_400_000);
  const tooMany = { code: "quota_exceeded", reason: "too_many_organizations" };

  test("A13 are twenty a day, also of who deletes them again, and not one more when many are made at once", async () => {
    const eve = await world.user();
    const make = async (name: string, now?: () => Date) =>
      createOrganization.run(world.as(await world.again(eve), now), { name });
    const outcomes = await Promise.allSettled(Array.from({ length: 24 }, (_, n) => make(`flood-${n}a`)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    const [first] = (await world.again(eve)).memberships;
    const owned = world.as(await world.again(eve));
    const name = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value.name] : []))[0] ?? "";
    expect(first?.role).toBe("owner");
    await deleteOrganization.run(owned, { name });
    await expect(make("one-more-a")).rejects.toMatchObject(tooMany);
    expect(await make("one-more-a", dayLater(1.01))).toMatchObject({ name: "one-more-a" });
  });

  test("A13 are a hundred in all, but for administrators of the platform", async () => {
    const [eve, admin] = [await world.user(), await world.user({ platformRoles: ["admin"] })];
    for (let day = 0; day < 5; day++) {
      const now = dayLater(day * 1.01);
      for (let n = 0; n < 20; n++) await createOrganization.run(world.as(eve, now), { name: `many-${day}-${n}a` });
    }
    const ctx = world.as(eve, dayLater(9));
    await expect(createOrganization.run(ctx, { name: "more-of-eve" })).rejects.toMatchObject(tooMany);
    for (let n = 0; n < 21; n++) await createOrganization.run(world.as(admin), { name: `house-${n}a` });
  });
});
