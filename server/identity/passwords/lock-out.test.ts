import { describe, expect, test } from "vitest";
import type { UserActor } from "@/server/kernel";
import { PASSWORD } from "@/server/testing/people";
import { setupWorld, stoppedClock } from "@/server/testing/world";
import { actorOfPassword } from "./actor-of-password";
import { confirmPassword } from "./confirm-password";
import { createPasswordReset } from "./create-password-reset";
import { resetPassword } from "./reset-password";

describe("wrong passwords of somebody else", () => {
  const world = setupWorld();
  const now = stoppedClock();
  const from = (clientAddress: string, actor: UserActor | { readonly kind: "anonymous" } = { kind: "anonymous" }) => {
    const ctx = world.as(actor, now);
    return { ...ctx, clientAddress, live: { ...ctx.live, identity: { ...ctx.live.identity, limitsAttempts: true } } };
  };
  const guess = (login: string, address: string) =>
    actorOfPassword(from(address), { login, password: "wrong" }).then(
      () => "wrong",
      (error) => error.reason,
    );
  const tooMany = { reason: "too_many_attempts" };

  test("A13 keep nobody out who comes from elsewhere", async () => {
    const ada = await world.user();
    for (let n = 0; n < 8; n++) await guess(ada.username, "198.51.100.1");
    expect(await guess(ada.username, "198.51.100.2")).toBe("too_many_attempts");
    const signedIn = await actorOfPassword(from("203.0.113.1"), { login: ada.username, password: PASSWORD });
    expect(signedIn).toMatchObject({ userId: ada.userId });
    expect(await guess(ada.username, "198.51.100.2")).toBe("too_many_attempts");
  });

  test("A13 are bounded for the account too, wherever they come from", async () => {
    const ada = await world.user();
    const heard: string[] = [];
    for (let n = 0; n < 104; n++) heard.push(await guess(ada.username, `198.${18 + (n % 2)}.${Math.floor(n / 2)}.1`));
    expect(heard.filter((word) => word === "wrong")).toHaveLength(100);
    expect(heard.at(-1)).toBe("too_many_attempts");
  }, 60_000);

  test("A13 keep nobody who is signed in from confirming the password, whose own wrong ones count", async () => {
    const ada = await world.user();
    for (let n = 0; n < 8; n++) await guess(ada.username, "203.0.113.1");
    const confirm = (password: string) => confirmPassword.run(from("203.0.113.1", ada), { password });
    expect(await confirm(PASSWORD)).toEqual({});
    for (let n = 0; n < 5; n++) await expect(confirm("wrong")).rejects.toMatchObject({ reason: "wrong_password" });
    await expect(confirm(PASSWORD)).rejects.toMatchObject(tooMany);
  });

  test("A13 are forgotten once a link set the password anew", async () => {
    const [ada, admin] = [await world.user(), await world.user({ platformRoles: ["admin"] })];
    for (let n = 0; n < 8; n++) await guess(ada.username, "203.0.113.1");
    const { url } = await createPasswordReset.run(world.as(admin), { username: ada.username });
    const password = "another long phrase";
    await resetPassword.run(from("203.0.113.1"), { code: url.split("/").at(-1) ?? "", password });
    const signedIn = await actorOfPassword(from("203.0.113.1"), { login: ada.username, password });
    expect(signedIn).toMatchObject({ userId: ada.userId });
  });
});
