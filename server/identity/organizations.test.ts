import { describe, expect, test } from "vitest";
import { PASSWORD } from "@/server/testing/people";
import { setupWorld } from "@/server/testing/world";
import { actorOfPassword, actorOfToken, findAccountByName, findAccounts } from ".";
import { acceptInvitation } from "./accept-invitation";
import { RESTORABLE_MS } from "./account";
import { createInvitation } from "./create-invitation";
import { createOrganization } from "./create-organization";
import { createUser } from "./create-user";
import { deleteAccount } from "./delete-account";
import { deleteOrganization } from "./delete-organization";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { getInvitation } from "./get-invitation";
import { getOrganization } from "./get-organization";
import { listMembers } from "./list-members";
import { listOrganizations } from "./list-organizations";
import { purgeAccount } from "./purge-account";
import { putMember } from "./put-member";
import { removeMember } from "./remove-member";
import { restoreAccount } from "./restore-account";
import { restoreOrganization } from "./restore-organization";
import { revokeInvitation } from "./revoke-invitation";
import { transferOwnership } from "./transfer-ownership";

const codeOf = (url: string) => url.split("/").at(-1) ?? "";
const later = (ms: number) => () => new Date(Date.now() + ms);

describe("an organization", () => {
  const world = setupWorld();

  test("is created once when many try at the same time, in whatever case", async () => {
    const names = ["Same-Name", "same-name", "SAME-NAME", "same-name"];
    const people = await Promise.all(names.map(() => world.user()));
    const outcomes = await Promise.allSettled(
      names.map((name, at) => createOrganization.run(world.as(people[at] ?? world.stranger()), { name })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes.filter(({ status }) => status === "rejected")) {
      expect(outcome).toMatchObject({ reason: { code: "conflict", reason: "name_taken" } });
    }
  });

  test("A6 never loses its last owner, not even when all leave at once", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const { id, name } = await world.organization(ada, [{ user: bob, role: "owner" }]);
    const leaving = [ada, bob].map(async (user) =>
      removeMember.run(world.as(await world.again(user)), { name, username: user.username }),
    );
    const outcomes = await Promise.allSettled(leaving);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);

    const [last] = (await listMembers.run(world.system(), { name, limit: 20 })).items;
    const owner = world.as(await world.again(last?.user.name === ada.username ? ada : bob));
    const demotion = putMember.run(owner, { name, username: last?.user.name ?? "", role: "admin" });
    await expect(demotion).rejects.toMatchObject({ reason: "last_owner" });
    await expect(deleteAccount.run(owner, {})).rejects.toMatchObject({
      reason: "last_owner",
      details: { organization: name },
    });
    expect((await findAccounts(owner.db, [id])).get(id)?.name).toBe(name);
  });

  test("A6 lets nobody give more than they have, or touch who has more", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { name } = await world.organization(ada, [
      { user: bob, role: "admin" },
      { user: eve, role: "write" },
    ]);
    const admin = world.as(await world.again(bob));
    const writer = world.as(await world.again(eve));
    const attempts = [
      putMember.run(admin, { name, username: bob.username, role: "owner" }),
      putMember.run(admin, { name, username: eve.username, role: "owner" }),
      putMember.run(admin, { name, username: ada.username, role: "read" }),
      putMember.run(writer, { name, username: eve.username, role: "admin" }),
      removeMember.run(admin, { name, username: ada.username }),
      removeMember.run(writer, { name, username: bob.username }),
      createInvitation.run(admin, { name, role: "owner" }),
      createInvitation.run(writer, { name, role: "read" }),
      deleteOrganization.run(admin, { name }),
      transferOwnership.run(admin, { name, username: bob.username }),
    ];
    for (const outcome of await Promise.allSettled(attempts)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
    }
  });

  test("A6 an administrator who was demoted meanwhile can do nothing with the rights of before", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { name } = await world.organization(ada, [{ user: bob, role: "admin" }]);
    const before = world.as(await world.again(bob));
    await putMember.run(world.as(await world.again(ada)), { name, username: bob.username, role: "read" });
    const late = putMember.run(before, { name, username: eve.username, role: "admin" });
    await expect(late).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is handed over: the heir owns it, the giver administers it", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { name } = await world.organization(ada, [{ user: bob, role: "read" }]);
    const owner = world.as(await world.again(ada));
    await expect(transferOwnership.run(owner, { name, username: eve.username })).rejects.toMatchObject({
      code: "not_found",
    });
    await transferOwnership.run(owner, { name, username: bob.username });
    const { items } = await listMembers.run(world.as({ kind: "anonymous" }), { name, limit: 20 });
    const roles = Object.fromEntries(items.map(({ user, role }) => [user.name, role]));
    expect(roles).toEqual({ [ada.username]: "admin", [bob.username]: "owner" });
  });

  test("A6 keeps an owner when it is handed over twice at once, or to somebody who leaves meanwhile", async () => {
    const [ada, bob, eve] = [await world.user(), await world.user(), await world.user()];
    const { name } = await world.organization(ada, [
      { user: bob, role: "admin" },
      { user: eve, role: "admin" },
    ]);
    const owner = world.as(await world.again(ada));
    const outcomes = await Promise.allSettled([
      transferOwnership.run(owner, { name, username: bob.username }),
      transferOwnership.run(owner, { name, username: eve.username }),
      removeMember.run(world.as(await world.again(bob)), { name, username: bob.username }),
    ]);
    expect(outcomes.slice(0, 2).filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { items } = await listMembers.run(world.system(), { name, limit: 20 });
    expect(items.filter(({ role }) => role === "owner")).toHaveLength(1);
  });

  test("A6 is joined by one of many who accept one invitation at the same time", async () => {
    const ada = await world.user();
    const { id, name } = await world.organization(ada);
    const { url } = await createInvitation.run(world.as(await world.again(ada)), { name, role: "write" });
    const code = codeOf(url);
    expect(await getInvitation.run(world.as({ kind: "anonymous" }), { code })).toMatchObject({ organization: { id } });

    const guests = await Promise.all(Array.from({ length: 6 }, () => world.user()));
    const outcomes = await Promise.allSettled(guests.map((guest) => acceptInvitation.run(world.as(guest), { code })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await listMembers.run(world.system(), { name, limit: 20 })).items).toHaveLength(2);
    const found = await listMembers.run(world.system(), { name, limit: 20, search: ada.username.toUpperCase() });
    expect(found.items.map(({ user }) => user.name)).toEqual([ada.username]);
    await expect(getInvitation.run(world.system(), { code })).rejects.toMatchObject({ reason: "invitation_used" });
  });

  test("A6 is not joined by another address, a revoked, an old or an unknown invitation, or one of an inviter who left", async () => {
    const [ada, bob, guest] = [await world.user(), await world.user(), await world.user()];
    const { name } = await world.organization(ada, [{ user: bob, role: "admin" }]);
    const [owner, admin] = [world.as(await world.again(ada)), world.as(await world.again(bob))];
    const [mailed, revoked, left] = await Promise.all([
      createInvitation.run(owner, { name, role: "read", email: "somebody@else.example" }),
      createInvitation.run(owner, { name, role: "read" }),
      createInvitation.run(admin, { name, role: "read" }),
    ]);
    await revokeInvitation.run(owner, { name, invitationId: revoked.id });
    await removeMember.run(owner, { name, username: bob.username });

    const accept = (code: string, now?: () => Date) => acceptInvitation.run(world.as(guest, now), { code });
    await expect(accept(codeOf(mailed.url))).rejects.toMatchObject({ reason: "other_email" });
    for (const code of [codeOf(revoked.url), codeOf(left.url), "unknown"]) {
      await expect(accept(code)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(accept(codeOf(mailed.url), later(8 * 86_400_000))).rejects.toMatchObject({ code: "not_found" });

    const look = (code: string, now?: () => Date) => getInvitation.run(world.as({ kind: "anonymous" }, now), { code });
    expect(await look(codeOf(mailed.url))).toMatchObject({ inviter: { name: ada.username }, isForAnEmail: true });
    const over = [look(codeOf(revoked.url)), look(codeOf(left.url)), look(codeOf(mailed.url), later(8 * 86_400_000))];
    const reasons = (await Promise.allSettled(over)).map((outcome) => "reason" in outcome && outcome.reason.reason);
    expect(reasons).toEqual(["invitation_revoked", "invitation_revoked", "invitation_expired"]);
  });

  test("is not joined by an invitation of somebody who is disabled, until they are back", async () => {
    const [ada, bob, guest] = [await world.user(), await world.user(), await world.user()];
    const staff = world.as(await world.user({ platformRoles: ["admin"] }));
    const { name } = await world.organization(ada, [{ user: bob, role: "admin" }]);
    const { url } = await createInvitation.run(world.as(await world.again(bob)), { name, role: "admin" });
    const code = codeOf(url);
    const accept = () => acceptInvitation.run(world.as(guest), { code });
    await disableUser.run(staff, { username: bob.username });
    await expect(accept()).rejects.toMatchObject({ code: "not_found" });
    const look = getInvitation.run(world.as({ kind: "anonymous" }), { code });
    await expect(look).rejects.toMatchObject({ reason: "invitation_revoked" });
    await enableUser.run(staff, { username: bob.username });
    await accept();
  });

  test("is joined while signing up, where only the invited may", async () => {
    const ada = await world.user();
    const { name } = await world.organization(ada);
    const { url } = await createInvitation.run(world.as(await world.again(ada)), { name, role: "read" });
    const closed = (signUp: "invite" | "closed") => {
      const ctx = world.as({ kind: "anonymous" });
      return { ...ctx, live: { ...ctx.live, identity: { ...ctx.live.identity, signUp } } };
    };
    const person = (username: string) => ({ username, email: `${username}@example.com`, password: "quite a long one" });
    const invited = { ...person("invited-one"), invitation: codeOf(url) };

    await expect(createUser.run(closed("closed"), invited)).rejects.toMatchObject({ reason: "sign_up_closed" });
    await expect(createUser.run(closed("invite"), person("nobody-asked"))).rejects.toMatchObject({ code: "forbidden" });
    const made = await createUser.run(closed("invite"), invited);
    expect(made.token).toMatch(/^hf_yard_/);
    const again = { ...person("second-one"), invitation: codeOf(url) };
    await expect(createUser.run(closed("invite"), again)).rejects.toMatchObject({ code: "not_found" });
    expect(await findAccountByName(world.system().db, "second-one")).toBeNull();
    const members = await listMembers.run(world.system(), { name, limit: 20 });
    expect(members.items.map(({ user }) => user.name)).toContain("invited-one");
  });

  test("vanishes when it is deleted, comes back within 30 days, and its name is never given away", async () => {
    const [ada, eve] = [await world.user(), await world.user()];
    const { id, name } = await world.organization(ada);
    const owner = world.as(await world.again(ada));
    await deleteOrganization.run(owner, { name });
    await expect(getOrganization.run(owner, { name })).rejects.toMatchObject({ code: "not_found" });
    expect(await findAccountByName(owner.db, name)).toBeNull();
    const { items } = await listOrganizations.run(owner, { state: "deleted", limit: 20 });
    expect(items.map((item) => item.name)).toContain(name);

    await expect(restoreOrganization.run(world.as(eve), { name })).rejects.toMatchObject({ code: "not_found" });
    expect(await findAccountByName(owner.db, name)).toBeNull();
    await restoreOrganization.run(owner, { name });
    expect(await getOrganization.run(owner, { name })).toMatchObject({ role: "owner" });

    await deleteOrganization.run(owner, { name });
    await purgeAccount(world.system(), id);
    await restoreOrganization.run(owner, { name });
    await deleteOrganization.run(owner, { name });
    await purgeAccount(world.as({ kind: "system", process: "test" }, later(RESTORABLE_MS + 1)), id);
    await expect(restoreOrganization.run(owner, { name })).rejects.toMatchObject({ code: "not_found" });
    await expect(createOrganization.run(world.as(eve), { name })).rejects.toMatchObject({ reason: "name_taken" });
  });

  test("is brought back by operators alone once one of them deleted it, unless it is their own", async () => {
    const [ada, admin] = [await world.user(), await world.user({ platformRoles: ["admin"] })];
    const { name } = await world.organization(ada);
    await deleteOrganization.run(world.as(admin), { name });
    const refused = restoreOrganization.run(world.as(await world.again(ada)), { name });
    await expect(refused).rejects.toMatchObject({ code: "forbidden", reason: "withheld" });
    expect(await findAccountByName(world.system().db, name)).toBeNull();
    await restoreOrganization.run(world.as(admin), { name });
    const owner = world.as(await world.again(ada));
    await deleteOrganization.run(owner, { name });
    await restoreOrganization.run(owner, { name });

    const own = await world.organization(admin);
    await deleteOrganization.run(world.as(await world.again(admin)), { name: own.name });
    await restoreOrganization.run(world.as({ ...(await world.again(admin)), platformRoles: [] }), { name: own.name });
    expect(await findAccountByName(world.system().db, own.name)).not.toBeNull();
  });

  test("an account vanishes with its sessions, and comes back by its password", async () => {
    const ada = await world.user();
    const { secret } = await world.token(ada);
    await deleteAccount.run(world.as(ada), {});
    expect(await findAccountByName(world.system().db, ada.username)).toBeNull();
    const visitor = world.as({ kind: "anonymous" });
    const claim = { login: `${ada.username}@example.com`, password: PASSWORD };
    await expect(actorOfPassword(visitor, claim)).rejects.toMatchObject({ reason: "account_deleted" });
    expect(await actorOfPassword(visitor, { ...claim, password: "wrong" })).toBeNull();
    expect(await actorOfPassword({ ...visitor, now: later(RESTORABLE_MS + 1) }, claim)).toBeNull();
    expect(await actorOfToken(visitor, secret)).toBeNull();
    const wrong = restoreAccount.run(visitor, { username: ada.username, password: "wrong" });
    await expect(wrong).rejects.toMatchObject({ reason: "wrong_password" });
    await expect(restoreAccount.run(visitor, { username: ada.username })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await restoreAccount.run(visitor, { username: claim.login, password: PASSWORD });
    expect(await actorOfPassword(visitor, claim)).toMatchObject({ userId: ada.userId });
    expect(await actorOfToken(visitor, secret)).not.toBeNull();
  });

  test("an account with roles on the installation is brought back only by somebody who has them", async () => {
    const [boss, admin] = [
      await world.user({ platformRoles: ["owner"] }),
      await world.user({ platformRoles: ["admin"] }),
    ];
    const other = await world.user({ platformRoles: ["owner"] });
    await deleteAccount.run(world.as(boss), {});
    const { username } = boss;
    await expect(restoreAccount.run(world.as(admin), { username })).rejects.toMatchObject({ reason: "role_above_own" });
    await restoreAccount.run(world.as(other), { username });
    expect(await findAccountByName(world.system().db, username)).not.toBeNull();
  });
});
