import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { mails } from "@/db/schema/mail";
import { openLetter } from "@/server/mail/sealed-letter";
import { PASSWORD } from "@/server/testing/people";
import { setupWorld } from "@/server/testing/world";
import { changeEmail } from "../change-email";
import { createInvitation } from "../create-invitation";
import { identityHandlers } from "../handlers";
import { actorOfPassword } from "./actor-of-password";
import { requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";

const { handlers } = identityHandlers;
const signal = new AbortController().signal;

describe("a forgotten password", () => {
  const world = setupWorld();
  const lettersTo = async (userId: string) => {
    const rows = await world.system().db.select().from(mails).where(eq(mails.recipientId, userId));
    return rows.map(({ subject, letter }) => ({ subject, letter: openLetter(world.system(), letter ?? "") }));
  };

  test("is set anew by a mailed link, once, and its owner is told", async () => {
    const ada = await world.user();
    await handlers.sendPasswordReset(world.system(), { userId: ada.userId }, signal);
    const [mailed] = await lettersTo(ada.userId);
    const path = mailed?.letter?.action?.path ?? "";
    expect(path).toMatch(/^\/reset-password\//);
    const code = path.split("/").at(-1) ?? "";
    const visitor = world.as({ kind: "anonymous" });
    const password = "an entirely new phrase";
    await resetPassword.run(visitor, { code, password });
    await expect(resetPassword.run(visitor, { code, password })).rejects.toMatchObject({ code: "not_found" });
    const signedIn = await actorOfPassword(world.system(), { login: ada.username, password });
    expect(signedIn).toMatchObject({ username: ada.username });
    expect((await lettersTo(ada.userId)).map(({ subject }) => subject)).toContain(
      `Your password was set anew by a link (${ada.username})`,
    );
  });

  test("A13 asked for again and again mails three links an hour, and the last one still works", async () => {
    const ada = await world.user();
    for (let count = 0; count < 6; count++) {
      await handlers.sendPasswordReset(world.system(), { userId: ada.userId }, signal);
    }
    const letters = await lettersTo(ada.userId);
    expect(letters).toHaveLength(3);
    const code = letters.at(-1)?.letter?.action?.path.split("/").at(-1) ?? "";
    await resetPassword.run(world.as({ kind: "anonymous" }), { code, password: "an entirely new phrase" });
  });

  test("A12 a link mailed to the old address ends when the address is changed", async () => {
    const ada = await world.user();
    await handlers.sendPasswordReset(world.system(), { userId: ada.userId }, signal);
    const [mailed] = await lettersTo(ada.userId);
    const code = mailed?.letter?.action?.path.split("/").at(-1) ?? "";
    await changeEmail.run(world.as(ada), { email: `new-${ada.username}@example.com`, password: PASSWORD });
    const visitor = world.as({ kind: "anonymous" });
    await expect(resetPassword.run(visitor, { code, password: "taken over by the old mailbox" })).rejects.toMatchObject(
      {
        code: "not_found",
      },
    );
  });

  test("A12 is asked for with the same answer whether there is such an account", async () => {
    const ada = await world.user();
    const visitor = world.as({ kind: "anonymous" });
    expect(await requestPasswordReset.run(visitor, { login: ada.username })).toEqual({});
    expect(await requestPasswordReset.run(visitor, { login: "nobody-of-that-name" })).toEqual({});
  });

  test("A13 nobody has more than a hundred invitations mailed a day, over all their organizations", async () => {
    const ada = await world.user();
    const [one, other] = [await world.organization(ada), await world.organization(ada)];
    const owner = world.as(await world.again(ada));
    for (let count = 0; count < 100; count++) {
      const { name } = count % 2 === 0 ? one : other;
      await createInvitation.run(owner, { name, role: "read", email: `guest-${count}@example.com` });
    }
    const next = { name: one.name, role: "read" as const };
    await expect(createInvitation.run(owner, { ...next, email: "guest-100@example.com" })).rejects.toMatchObject({
      code: "quota_exceeded",
      reason: "too_many_mails",
    });
    expect(await createInvitation.run(owner, next)).toMatchObject({ url: expect.any(String) });
  });
});
