import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { mails } from "@/db/schema/mail";
import { openLetter } from "@/server/mail/sealed-letter";
import { setupWorld } from "@/server/testing/world";
import { actorOfPassword } from "./actor-of-password";
import { identityHandlers } from "./handlers";
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

  test("A12 is asked for with the same answer whether there is such an account", async () => {
    const ada = await world.user();
    const visitor = world.as({ kind: "anonymous" });
    expect(await requestPasswordReset.run(visitor, { login: ada.username })).toEqual({});
    expect(await requestPasswordReset.run(visitor, { login: "nobody-of-that-name" })).toEqual({});
  });
});
