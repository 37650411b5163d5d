import { describe, expect, test } from "vitest";
import { listAuditEvents } from "@/server/audit/list-audit-events";
import { describeEnv, readEnv } from "@/server/env";
import { createUser } from "@/server/identity/create-user";
import { setupWorld } from "@/server/testing/world";
import { UpdateSettingsInput } from "./contract";
import { getConfiguration } from "./get-configuration";
import { getSystemSettings } from "./get-system-settings";
import { updateSettings } from "./update-settings";

describe("settings", () => {
  const world = setupWorld();

  test("are changed once when two people change the same state at the same time", async () => {
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    for (let round = 0; round < 3; round += 1) {
      const { version } = await getSystemSettings.run(admin, {});
      const outcomes = await Promise.allSettled(
        ["One", "Two", "Three"].map((siteName) => updateSettings.run(admin, { version, siteName })),
      );
      const refused = outcomes.filter(({ status }) => status === "rejected");
      expect(refused).toHaveLength(2);
      for (const outcome of refused) expect(outcome).toMatchObject({ reason: { code: "stale" } });
      expect((await getSystemSettings.run(admin, {})).version).toBe(version + 1);
    }
  });

  test("keep what an update does not name", async () => {
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    const before = await getSystemSettings.run(admin, {});
    const after = await updateSettings.run(admin, { version: before.version, remoteImages: "proxy" });
    expect(after).toMatchObject({
      ...before,
      remoteImages: "proxy",
      version: before.version + 1,
      updatedAt: expect.any(Date),
    });
  });

  test("want a password typed lately; from which amount money needs a second person is for owners alone", async () => {
    const admin = await world.user({ platformRoles: ["admin"] });
    const owner = await world.user({ platformRoles: ["owner"] });
    const { version } = await getSystemSettings.run(world.as(admin), {});
    const earlier = { ...admin, signedInAt: new Date(Date.now() - 11 * 60_000) };
    await expect(updateSettings.run(world.as(earlier), { version, siteName: "Mine" })).rejects.toMatchObject({
      reason: "reauthentication_required",
    });
    const change = { version, confirmMoneyAbove: 1_000_000 };
    await expect(updateSettings.run(world.as(admin), change)).rejects.toMatchObject({ code: "forbidden" });
    const { actor: broad } = await world.token(owner);
    await expect(updateSettings.run(world.as(broad), change)).rejects.toMatchObject({ reason: "token_too_broad" });
    expect(await updateSettings.run(world.as(owner), change)).toMatchObject({ confirmMoneyAbove: 1_000_000 });
  });

  test("do not fetch from another hub for nobody: an organization has to own what comes", async () => {
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    const { version } = await getSystemSettings.run(admin, {});
    await expect(updateSettings.run(admin, { version, cache: "on" })).rejects.toMatchObject({ code: "invalid" });
    const on = await updateSettings.run(admin, { version, cache: "on", cacheOwner: "lab" });
    await expect(updateSettings.run(admin, { version: on.version, cacheOwner: "" })).rejects.toMatchObject({
      code: "invalid",
    });
    await updateSettings.run(admin, { version: on.version, cache: "off", cacheOwner: "" });
  });

  test("leave in the trail what they were and what they are, and nothing that stayed", async () => {
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    const { version, siteName } = await getSystemSettings.run(admin, {});
    await updateSettings.run(admin, { version, siteName: "The yard", announcement: "" });
    const { items } = await listAuditEvents.run(admin, { action: "settings.updated", limit: 1 });
    expect(items[0]?.details).toEqual({ before: { siteName }, after: { siteName: "The yard" } });
  });

  test("show what the environment fixed to administrators only, and no secret to anybody", async () => {
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    expect((await getConfiguration.run(admin, {})).items).toContainEqual(expect.objectContaining({ value: "open" }));
    const ops = world.as(await world.user({ platformRoles: ["ops"] }));
    await expect(getConfiguration.run(ops, {})).rejects.toMatchObject({ code: "forbidden" });

    const secret = "s".repeat(40);
    const told = describeEnv(readEnv({ NODE_ENV: "test", YARD_SECRET: secret, YARD_CURRENCY: "EUR" }));
    expect(JSON.stringify(told)).not.toContain(secret);
    expect(told).toContainEqual(
      expect.objectContaining({ name: "YARD_SECRET", isSecret: true, isSet: true, value: null }),
    );
    expect(told).toContainEqual(expect.objectContaining({ name: "YARD_CURRENCY", isSet: true, value: "EUR" }));
    expect(told).toContainEqual(expect.objectContaining({ name: "YARD_SIGN_UP", isSet: false, value: "open" }));
  });

  test("are for administrators only", async () => {
    for (const platformRoles of [[], ["ops"], ["auditor"]] as const) {
      const person = world.as(await world.user({ platformRoles }));
      await expect(getSystemSettings.run(person, {})).rejects.toMatchObject({ code: "forbidden" });
      await expect(updateSettings.run(person, { version: 0 })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(getSystemSettings.run(world.as({ kind: "anonymous" }), {})).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  test("close sign-up at once", async () => {
    const admin = world.as(await world.user({ platformRoles: ["owner"] }));
    const { version } = await getSystemSettings.run(admin, {});
    await updateSettings.run(admin, { version, signUp: "closed" });
    const input = { username: "too-late", email: "late@example.com", password: "quite a long one" };
    await expect(createUser.run(world.as({ kind: "anonymous" }), input)).rejects.toMatchObject({
      reason: "sign_up_closed",
    });
  });

  test.each([
    { version: 0, siteName: "\0" },
    { version: 0, siteName: "" },
    { version: 0, maxUploadBytes: -1 },
    { version: 0, maxUploadBytes: 1e300 },
    { version: 0, signUp: "maybe" },
    { version: 0, unknown: true },
    { siteName: "no version" },
    { version: Number.NaN },
  ])("refuse %j", (input) => {
    expect(UpdateSettingsInput.safeParse(input).success).toBe(false);
  });
});
