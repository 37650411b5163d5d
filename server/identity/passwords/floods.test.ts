import { describe, expect, test } from "vitest";
import { PASSWORD } from "@/server/testing/people";
import { setupWorld, stoppedClock } from "@/server/testing/world";
import { createInvitation } from "../create-invitation";
import { createUser } from "../create-user";
import { actorOfPassword } from "./actor-of-password";
import { createPasswordReset } from "./create-password-reset";
import { resetPassword } from "./reset-password";

const password = "another long phrase";

describe("a flood of passwords", () => {
  const world = setupWorld();
  const now = stoppedClock();
  const visitor = (clientAddress: string, signUp: "open" | "invite" = "open") => {
    const ctx = world.as({ kind: "anonymous" }, now);
    return { ...ctx, clientAddress, live: { ...ctx.live, identity: { ...ctx.live.identity, signUp } } };
  };
  const limited = (clientAddress: string, signUp: "open" | "invite" = "open") => {
    const ctx = visitor(clientAddress, signUp);
    return { ...ctx, live: { ...ctx.live, identity: { ...ctx.live.identity, limitsAttempts: true } } };
  };
  const newcomer = (name: string) => ({ username: name, email: `${name}@example.com`, password });
  const codesOf = async (calls: readonly Promise<unknown>[]) => {
    const outcomes = await Promise.allSettled(calls);
    return new Set(outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "done")));
  };

  test("A13 codes of resets that nobody has keep nobody from signing in", async () => {
    const ada = await world.user();
    const flood = Array.from({ length: 260 }, (_, n) =>
      resetPassword.run(visitor(`198.51.${n % 250}.7`), { code: `made-up-${n}`, password }),
    );
    const claim = { login: ada.username, password: PASSWORD };
    const codes = codesOf(flood);
    expect(await actorOfPassword(visitor("203.0.113.9"), claim)).toMatchObject({ userId: ada.userId });
    expect(await codes).toEqual(new Set(["not_found"]));
  });

  test("A13 invitations that nobody gave keep nobody from signing in", async () => {
    const ada = await world.user();
    const flood = Array.from({ length: 260 }, (_, n) =>
      createUser.run(visitor(`198.51.${n % 250}.8`, "invite"), { ...newcomer(`flood-${n}a`), invitation: "made-up" }),
    );
    const claim = { login: ada.username, password: PASSWORD };
    const codes = codesOf(flood);
    expect(await actorOfPassword(visitor("203.0.113.9"), claim)).toMatchObject({ userId: ada.userId });
    expect(await codes).toEqual(new Set(["not_found"]));
  });

  test("A13 one network that signs in without end leaves room to others", async () => {
    const ada = await world.user();
    const claim = { login: ada.username, password: PASSWORD };
    const flood = Array.from({ length: 260 }, (_, n) =>
      actorOfPassword(visitor(`198.51.100.${n % 250}`), { login: `nobody-${n}`, password }),
    );
    const codes = codesOf(flood);
    expect(await actorOfPassword(visitor("203.0.113.9"), claim)).toMatchObject({ userId: ada.userId });
    expect(await codes).toEqual(new Set(["done", "unavailable"]));
  });

  test("A13 new passwords wait in a line of their own", async () => {
    const { passwords } = world.system().live.identity;
    const ada = await world.user();
    const flood = Array.from({ length: 260 }, (_, n) => passwords.hash(password, `network-${n}`));
    const codes = codesOf(flood);
    const claim = { login: ada.username, password: PASSWORD };
    expect(await actorOfPassword(visitor("203.0.113.9"), claim)).toMatchObject({ userId: ada.userId });
    expect(await codes).toEqual(new Set(["done", "unavailable"]));
  });

  test("A13 who guesses codes of resets or invitations has to wait, and others of them need not", async () => {
    const [ada, admin] = [await world.user(), await world.user({ platformRoles: ["admin"] })];
    for (let n = 0; n < 10; n++) {
      const guess = resetPassword.run(limited("192.0.2.1"), { code: `guess-${n}`, password });
      await expect(guess).rejects.toMatchObject({ code: "not_found" });
      const invited = { ...newcomer(`guess-${n}a`), invitation: "made-up" };
      const signUp = createUser.run(limited("192.0.2.1", "invite"), invited);
      await expect(signUp).rejects.toMatchObject({ code: "not_found" });
    }
    const { url } = await createPasswordReset.run(world.as(admin), { username: ada.username });
    const code = url.split("/").at(-1) ?? "";
    const tooMany = { reason: "too_many_attempts" };
    await expect(resetPassword.run(limited("192.0.2.2"), { code, password })).rejects.toMatchObject(tooMany);
    expect(await resetPassword.run(limited("203.0.113.1"), { code, password })).toEqual({});

    const owner = await world.user();
    const { name } = await world.organization(owner);
    const link = await createInvitation.run(world.as(await world.again(owner)), { name, role: "read" });
    const invitation = link.url.split("/").at(-1) ?? "";
    const guest = { ...newcomer(`${owner.username}-guest`), invitation };
    await expect(createUser.run(limited("192.0.2.2", "invite"), guest)).rejects.toMatchObject(tooMany);
    expect(await createUser.run(limited("203.0.113.1", "invite"), guest)).toMatchObject({ username: guest.username });
  });

  test("a right code counts as no guess", async () => {
    const admin = await world.user({ platformRoles: ["admin"] });
    for (let n = 0; n < 22; n++) {
      const { username } = await world.user();
      const { url } = await createPasswordReset.run(world.as(admin), { username });
      const code = url.split("/").at(-1) ?? "";
      expect(await resetPassword.run(limited("198.18.5.130"), { code, password })).toEqual({});
    }
  });

  test("A13 one network makes a hundred accounts, then one after a pause", async () => {
    const address = "203.0.113.77";
    for (let n = 0; n < 100; n++) {
      // What is refused counts as well.
      const refused = createUser.run(limited(address), { ...newcomer("one-more-a"), password: "iloveyou1" });
      await expect(refused).rejects.toMatchObject({ reason: "weak_password" });
    }
    const next = createUser.run(limited(address), newcomer("one-more-a"));
    await expect(next).rejects.toMatchObject({ reason: "too_many_attempts" });
    expect(await createUser.run(limited("198.51.100.1"), newcomer("one-more-a"))).toMatchObject({});
  });
});
