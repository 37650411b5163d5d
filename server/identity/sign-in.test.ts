import { describe, expect, test } from "vitest";
import { PASSWORD } from "@/server/testing/people";
import { setupWorld, stoppedClock } from "@/server/testing/world";
import { actorOfPassword, actorOfSession, actorOfToken, closeSession, openSession } from ".";
import { changePassword } from "./passwords/change-password";
import { confirmPassword } from "./passwords/confirm-password";
import { listSessions } from "./sessions/list-sessions";
import { revokeSession } from "./sessions/revoke-session";
import { signOutEverywhere } from "./sessions/sign-out-everywhere";
import { deleteToken } from "./tokens/delete-token";

const DAY_MS = 24 * 60 * 60_000;
const later = (ms: number) => () => new Date(Date.now() + ms);

describe("signing in", () => {
  const world = setupWorld();
  const visitor = (now?: () => Date) => {
    const ctx = world.as({ kind: "anonymous" }, now);
    return { ...ctx, live: { ...ctx.live, identity: { ...ctx.live.identity, limitsAttempts: true } } };
  };

  test("works by user name and by email address, in whatever case they are typed", async () => {
    const ada = await world.user();
    for (const login of [ada.username.toUpperCase(), `${ada.username}@EXAMPLE.com`]) {
      expect(await actorOfPassword(visitor(), { login, password: PASSWORD })).toMatchObject({ userId: ada.userId });
    }
  });

  test("A12 says the same of a wrong password and of nobody", async () => {
    const ada = await world.user();
    expect(await actorOfPassword(visitor(), { login: ada.username, password: "wrong" })).toBeNull();
    expect(await actorOfPassword(visitor(), { login: "nobody-here", password: "wrong" })).toBeNull();
  });

  test.each(["' OR 1=1--", "\0", "%00", "💥".repeat(50_000), "\uD800", "аdmin"])(
    "A1 is refused without an error for the text %#",
    async (text) => {
      expect(await actorOfToken(visitor(), text)).toBeNull();
      expect(await actorOfSession(visitor(), text)).toBeNull();
      expect(await actorOfPassword(visitor(), { login: text, password: text })).toBeNull();
    },
  );

  test("has to wait after five wrong passwords, for people who exist and people who do not", async () => {
    const ada = await world.user();
    const now = stoppedClock();
    for (const login of [ada.username, "somebody-unknown"]) {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        await actorOfPassword(visitor(now), { login, password: "wrong" });
      }
      await expect(actorOfPassword(visitor(now), { login, password: PASSWORD })).rejects.toMatchObject({
        code: "quota_exceeded",
        reason: "too_many_attempts",
      });
    }
    const answer = await actorOfPassword(visitor(later(301_000)), { login: ada.username, password: PASSWORD });
    expect(answer?.userId).toBe(ada.userId);
  });

  test("counts guesses that come at once", async () => {
    const ada = await world.user();
    const now = stoppedClock();
    const guesses = Array.from({ length: 20 }, () =>
      actorOfPassword(visitor(now), { login: ada.username, password: "wrong" }),
    );
    const outcomes = await Promise.allSettled(guesses);
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(5);
  });

  test("A13 counts all addresses of a /64 together", async () => {
    const now = stoppedClock();
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const ctx = { ...visitor(now), clientAddress: `2001:db8:1:2::${attempt.toString(16)}` };
      await actorOfPassword(ctx, { login: `guess-${attempt}`, password: "wrong" });
    }
    const neighbour = { ...visitor(now), clientAddress: "2001:db8:1:2:ffff::1" };
    await expect(actorOfPassword(neighbour, { login: "guess", password: "x" })).rejects.toMatchObject({
      reason: "too_many_attempts",
    });
    const elsewhere = { ...visitor(now), clientAddress: "2001:db8:1:3::1" };
    expect(await actorOfPassword(elsewhere, { login: "guess", password: "x" })).toBeNull();
  }, 60_000);

  test("opens a session that ends after 30 days, after 7 unused ones, and when it is closed", async () => {
    const ada = await world.user();
    const { secret } = await openSession(visitor(), { userId: ada.userId, device: "Firefox on Linux" });
    expect(await actorOfSession(visitor(), secret)).toMatchObject({ kind: "user", userId: ada.userId });
    expect(await actorOfSession(visitor(later(8 * DAY_MS)), secret)).toBeNull();
    for (let day = 6; day < 30; day += 6) {
      expect(await actorOfSession(visitor(later(day * DAY_MS)), secret)).not.toBeNull();
    }
    expect(await actorOfSession(visitor(later(30 * DAY_MS)), secret)).toBeNull();

    await closeSession(visitor(), secret);
    expect(await actorOfSession(visitor(), secret)).toBeNull();
  });

  test("A11 a changed password ends all other sessions, and only the new one works", async () => {
    const ada = await world.user();
    const own = await openSession(visitor(), { userId: ada.userId, device: "Firefox" });
    const other = await openSession(visitor(), { userId: ada.userId, device: "Safari" });
    const actor = await actorOfSession(visitor(), own.secret);
    if (!actor) throw new Error("no session");

    const wrong = { currentPassword: "wrong", newPassword: "another long phrase" };
    await expect(changePassword.run(world.as(actor), wrong)).rejects.toMatchObject({ reason: "wrong_password" });
    await changePassword.run(world.as(actor), { ...wrong, currentPassword: PASSWORD });

    expect(await actorOfSession(visitor(), own.secret)).not.toBeNull();
    expect(await actorOfSession(visitor(), other.secret)).toBeNull();
    expect(await actorOfPassword(visitor(), { login: ada.username, password: PASSWORD })).toBeNull();
    const login = { login: ada.username, password: "another long phrase" };
    expect(await actorOfPassword(visitor(), login)).not.toBeNull();
  });

  test("A11 sessions are listed, ended one by one, and ended everywhere", async () => {
    const ada = await world.user();
    const first = await openSession(visitor(), { userId: ada.userId, device: "Firefox" });
    const second = await openSession(visitor(), { userId: ada.userId, device: "Saf\u202Eari" });
    const actor = await actorOfSession(visitor(), first.secret);
    if (!actor) throw new Error("no session");

    const { items } = await listSessions.run(world.as(actor), {});
    expect(items.map(({ device, isCurrent }) => [device, isCurrent]).sort()).toEqual([
      ["Firefox", true],
      ["Safari", false],
    ]);
    const other = items.find(({ isCurrent }) => !isCurrent)?.id ?? "";
    const stranger = world.as(await world.user());
    await expect(revokeSession.run(stranger, { sessionId: other })).rejects.toMatchObject({ code: "not_found" });
    await revokeSession.run(world.as(actor), { sessionId: other });
    expect(await actorOfSession(visitor(), second.secret)).toBeNull();

    await signOutEverywhere.run(world.as(actor), {});
    expect(await actorOfSession(visitor(), first.secret)).toBeNull();
  });

  test("typing the password again makes the session fresh for dangerous actions", async () => {
    const ada = await world.user();
    const { secret } = await openSession(visitor(), { userId: ada.userId, device: "Firefox" });
    const actor = await actorOfSession(visitor(), secret);
    if (!actor) throw new Error("no session");
    await confirmPassword.run(world.as(actor, later(DAY_MS)), { password: PASSWORD });
    const fresh = await actorOfSession(visitor(), secret);
    expect(fresh?.signedInAt.getTime()).toBeGreaterThan(actor.signedInAt.getTime() + DAY_MS / 2);
  });

  test("a weak or listed password is not taken in place of another", async () => {
    const ada = world.as(await world.user());
    for (const newPassword of ["iloveyou1", "CHANGEME123"]) {
      const change = changePassword.run(ada, { currentPassword: PASSWORD, newPassword });
      await expect(change).rejects.toMatchObject({ reason: "weak_password" });
    }
  });

  test("A4 a revoked token is worth nothing at once, and the database holds no usable secret", async () => {
    const ada = await world.user();
    const { id, secret } = await world.token(ada);
    expect(secret).toMatch(/^hf_yard_[0-9A-Za-z]{43}[0-9A-Za-z]{6}$/);
    const dump = await world.system().db.execute("select t::text from access_tokens t");
    expect(JSON.stringify(dump)).not.toContain(secret);

    await deleteToken.run(world.as(ada), { tokenId: id });
    expect(await actorOfToken(visitor(), secret)).toBeNull();
  });
});
