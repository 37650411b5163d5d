import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { ListAllOrganizationsInput } from "./contract";
import { listAllOrganizations } from "./list-all-organizations";

const world = setupWorld();

test("administrators see every organisation with its owners, and nobody else does", async () => {
  const [ada, ben] = [await world.user({ username: "ada-owns" }), await world.user({ username: "ben-owns" })];
  const shared = await world.organization(ada, [{ user: ben, role: "owner" }]);
  const own = await world.organization(ben);
  const admin = world.as(await world.user({ platformRoles: ["admin"] }));
  const { items } = await listAllOrganizations.run(admin, ListAllOrganizationsInput.parse({}));
  const ownersOf = (name: string) => items.find((one) => one.name === name)?.owners;
  expect(ownersOf(shared.name)).toEqual(["ada-owns", "ben-owns"]);
  expect(ownersOf(own.name)).toEqual(["ben-owns"]);
  const asked = listAllOrganizations.run(world.as(ada), ListAllOrganizationsInput.parse({}));
  await expect(asked).rejects.toMatchObject({ code: "forbidden" });
});
