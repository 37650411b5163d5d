import { describe, expect, test } from "vitest";
import { decideAccess } from "@/server/hub/gate/decide-access";
import { requestAccess } from "@/server/hub/gate/request-access";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { listNotifications } from "./list-notifications";
import { tellAccessDecided } from "./tell-access";

describe("a request for access that is turned away", () => {
  const world = setupWorld();

  async function rejected(name: string, reason?: string) {
    const [ada, bob] = [await world.user(), await world.user()];
    const [owner, asker] = [world.as(ada), world.as(bob)];
    const { address, repo } = await repoWith(owner, { name, visibility: "public", texts: { a: "x" } });
    await updateRepo.run(owner, { ...address, gate: "manual" });
    await requestAccess.run(asker, { ...address, answers: {} });
    await decideAccess.run(owner, {
      ...address,
      username: bob.username,
      status: "rejected",
      ...(reason && { reason }),
    });
    await tellAccessDecided(world.system(), { repoId: repo.id, userId: bob.userId, isAccepted: false });
    return (await listNotifications.run(asker, { limit: 20 })).items;
  }

  test("is told with the reason that was given, in one line", async () => {
    const news = await rejected("with-reason", "Students only:\nask your teacher");
    expect(news).toMatchObject([{ kind: "accessRejected", excerpt: "Students only: ask your teacher" }]);
  });

  test("is told without one where none was given", async () => {
    expect(await rejected("without-reason")).toMatchObject([{ kind: "accessRejected", excerpt: null }]);
  });
});
