import { expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { insightsOperations } from "./operations";

const { getInstallationOverview, getOverview } = insightsOperations;
const world = setupWorld();
const NO_MONEY = { tokens: "0", minutes: "0", total: "0", currency: "USD" };
const NOTHING = { deployments: 0, running: 0, repositories: 0, tokenCount: 0, ...NO_MONEY };

test("somebody new has nothing and spends nothing; nobody else sees it", async () => {
  const [ada, ben] = [await world.user(), await world.user()];
  expect(await getOverview.run(world.as(ada), {})).toMatchObject({ owner: ada.username, ...NOTHING });
  const foreign = getOverview.run(world.as(ben), { owner: ada.username });
  await expect(foreign).rejects.toMatchObject({ code: "not_found" });
});

test("the installation is counted for its operators only", async () => {
  const [ada, operator] = [await world.user(), await world.user({ platformRoles: ["ops"] })];
  await world.organization(ada);
  const figures = await getInstallationOverview.run(world.as(operator), {});
  expect(figures).toMatchObject({ ...NOTHING, organizations: 1 });
  expect(figures.users).toBeGreaterThanOrEqual(2);
  await expect(getInstallationOverview.run(world.as(ada), {})).rejects.toMatchObject({ code: "forbidden" });
});
