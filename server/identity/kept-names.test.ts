import { expect, test } from "vitest";
import { SettingValues } from "@/server/settings/contract";
import { readSettings, writeSettings } from "@/server/settings/store";
import { setupWorld } from "@/server/testing/world";
import { createOrganization } from "./create-organization";
import { createUser } from "./create-user";
import { namesKept } from "./refuse-kept-name";

const world = setupWorld();

const CACHE = { cache: "on", cacheOwner: "keeper", cacheAllow: "google/* datasets/Lab-A/set, *" } as const;
const write = async (values: Readonly<Record<string, string>>) =>
  writeSettings(world.system(), (await readSettings(world.system().db)).version, SettingValues.parse(values));

const TAKEN = { code: "conflict", reason: "name_taken" };

test("nobody but administrators takes the name of an owner whom the policy of the cache names", async () => {
  const [ada, root] = [world.as(await world.user()), world.as(await world.user({ platformRoles: ["admin"] }))];
  const person = { email: "google@example.com", password: "three odd words 17" };
  const visitor = world.as({ kind: "anonymous" });
  await write(CACHE);
  for (const name of ["google", "Google", "lab-a"]) {
    await expect(createOrganization.run(ada, { name })).rejects.toMatchObject(TAKEN);
    await expect(createUser.run(visitor, { ...person, username: name })).rejects.toMatchObject(TAKEN);
  }
  expect(await createOrganization.run(ada, { name: "googles" })).toMatchObject({ name: "googles" });
  expect(await createOrganization.run(root, { name: "google" })).toMatchObject({ name: "google" });
  await write({ ...CACHE, cache: "off" });
  expect(await createOrganization.run(ada, { name: "lab-a" })).toMatchObject({ name: "lab-a" });
});

test.each([
  ["google/*", ["google"]],
  ["models/google/bert datasets/lab/**", ["google", "lab"]],
  ["*", []],
  ["goo*/x */bert bert", []],
  ["datasets/*", []],
])("of %j these names are kept: %j", (cacheAllow, names) => {
  expect([...namesKept({ cache: "on", cacheAllow })]).toEqual(names);
});
