import { describe, expect, test } from "vitest";
import { actorOfSession } from "@/server/identity";
import { deleteAccount } from "@/server/identity/delete-account";
import type { Ctx, Dependency } from "@/server/kernel";
import { PASSWORD } from "@/server/testing/people";
import { setupWorld, stoppedClock } from "@/server/testing/world";
import { authOptions } from "./options";

describe("signing in with a browser", () => {
  const world = setupWorld();
  const visitor = (now?: () => Date) => {
    const ctx = world.as({ kind: "anonymous" }, now);
    return { ...ctx, live: { ...ctx.live, identity: { ...ctx.live.identity, limitsAttempts: true } } };
  };
  const at = (origin: string, ctx: Ctx<Dependency> = visitor()) =>
    authOptions({ env: { PORT: 3000 }, site: { origin }, secret: "the secret of the tests" }, ctx);

  const signIn = async (login: string, { password = PASSWORD, ctx = visitor() } = {}) => {
    const [provider] = at("http://localhost:3000", ctx).providers;
    if (provider?.type !== "credentials") throw new Error("There is no sign-in by password");
    const request = { headers: { "user-agent": "Firefox" }, body: {}, query: {}, method: "POST" };
    return provider.options.authorize({ login, password }, request);
  };

  test("A11 opens a session of its own each time, whatever cookie came along", async () => {
    const ada = await world.user();
    const [first, second] = [await signIn(ada.username), await signIn(ada.username)];
    expect(first.sid).not.toBe(second.sid);
    for (const { sid } of [first, second]) {
      expect(await actorOfSession(visitor(), sid)).toMatchObject({ userId: ada.userId });
    }
  });

  test("A11 keeps the cookie from scripts and from other sites, and on https to this host alone", () => {
    const cookieAt = (origin: string) => at(origin).cookies?.sessionToken;
    expect(cookieAt("http://localhost:3000")).toMatchObject({
      name: "yard-session-3000",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: false },
    });
    expect(cookieAt("https://yard.example")).toMatchObject({
      name: "__Host-yard-session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
    });
  });

  test("tells the page why somebody with a right password cannot come in, and how long a guesser waits", async () => {
    const gone = await world.user();
    await deleteAccount.run(world.as(gone), {});
    await expect(signIn(gone.username)).rejects.toThrow(/^account_deleted:20\d\d-/);
    const ctx = visitor(stoppedClock());
    expect(await signIn("nobody-here", { password: "wrong", ctx })).toBeNull();
    for (let attempt = 1; attempt < 5; attempt += 1) await signIn("nobody-here", { password: "wrong", ctx });
    await expect(signIn("nobody-here", { ctx })).rejects.toThrow(/^too_many_attempts:\d+$/);
  });

  test("C3 tells nothing of a bug but that there is one", async () => {
    const stopped = () => {
      throw new Error("select * from users: the clock stopped");
    };
    await expect(signIn("ada", { ctx: { ...visitor(), now: stopped } })).rejects.toThrow(/^internal$/);
    expect(world.takeBugs()).toHaveLength(1);
  });
});
