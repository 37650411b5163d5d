import { describe, expect, test } from "vitest";
import { decideAccess } from "@/server/hub/gate/decide-access";
import { requestAccess } from "@/server/hub/gate/request-access";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { guardNews } from "./guard-news";
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
    const items = async () => (await listNotifications.run(asker, { limit: 20 })).items;
    const close = async () => {
      await updateRepo.run(owner, { ...address, visibility: "private" });
      await guardNews(world.system(), { repoId: repo.id });
    };
    return { items, close };
  }

  test("is told with the reason that was given, in one line", async () => {
    const { items } = await rejected("with-reason", "Students only:\nask your teacher");
    expect(await items()).toMatchObject([{ kind: "accessRejected", excerpt: "Students only: ask your teacher" }]);
  });

  test("is told without one where none was given, and not named any more when the repository is private", async () => {
    const { items, close } = await rejected("without-reason");
    expect(await items()).toMatchObject([{ kind: "accessRejected", excerpt: null }]);
    await close();
    expect(await items()).toEqual([]);
  });
});
