import { describe, expect, test } from "vitest";
import { disableUser } from "@/server/identity/disable-user";
import { enableUser } from "@/server/identity/enable-user";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { callerOfKey } from "./caller";
import { CreateApiKeyInput } from "./contract";
import { createApiKey } from "./create-api-key";

describe("an API key of somebody who is disabled", () => {
  const world = setupWorld();
  const create = async (actor: UserActor, owner?: string) =>
    createApiKey.run(world.as(await world.again(actor)), CreateApiKeyInput.parse({ name: "laptop", owner }));
  const answer = (secret: string) =>
    callerOfKey(world.system(), secret).then(
      ({ payerId }) => payerId,
      (error) => error.reason,
    );

  test("A11 is refused within a second, and works again when they are let in again", async () => {
    const [ada, admin] = [await world.user(), await world.user({ platformRoles: ["admin"] })];
    const { secret } = await create(ada);
    expect(await answer(secret)).toBe(ada.userId);
    await disableUser.run(world.as(admin), { username: ada.username });
    await expect.poll(() => answer(secret), { timeout: 5_000 }).toBe("api_key_disabled");
    await enableUser.run(world.as(admin), { username: ada.username });
    await expect.poll(() => answer(secret), { timeout: 5_000 }).toBe(ada.userId);
  });

  test("A11 stops for an organization too if they made it; keys that others made go on", async () => {
    const [ada, ben] = [await world.user(), await world.user()];
    const admin = await world.user({ platformRoles: ["admin"] });
    const { id, name } = await world.organization(ada, [{ user: ben, role: "admin" }]);
    const [adas, bens] = [(await create(ada, name)).secret, (await create(ben, name)).secret];
    expect([await answer(adas), await answer(bens)]).toEqual([id, id]);
    await disableUser.run(world.as(admin), { username: ben.username });
    await expect.poll(() => answer(bens), { timeout: 5_000 }).toBe("api_key_disabled");
    expect(await answer(adas)).toBe(id);
  });
});
