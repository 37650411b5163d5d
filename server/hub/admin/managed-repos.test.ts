import { describe, expect, test } from "vitest";
import { ListAuditEventsInput } from "@/server/audit/contract";
import { listAuditEvents } from "@/server/audit/list-audit-events";
import type { UserActor } from "@/server/kernel";
import { allPages } from "@/server/testing/all-pages";
import { setupWorld } from "@/server/testing/world";
import { ListAllReposInput } from "../contract/managed-repo";
import { CreateRepoInput } from "../contract/repo";
import { hubOperations } from "../operations";

const { createRepo, deleteAnyRepo, deleteRepo, getRepo, listAllRepos, restoreRepo } = hubOperations;
const asked = (input: object = {}) => ListAllReposInput.parse(input);

describe("repositories for administrators", () => {
  const world = setupWorld();
  const make = (owner: UserActor, name: string, visibility: "public" | "private" = "private") =>
    createRepo.run(world.as(owner), CreateRepoInput.parse({ shelf: "models", name, visibility }));

  test("are listed with the private ones of everybody, which stay closed", async () => {
    const [ada, moderator] = [await world.user(), await world.user({ platformRoles: ["moderator"] })];
    const { id } = await make(ada, "hidden-one");
    await make(ada, "shown-one", "public");
    const ctx = world.as(moderator);
    const { items } = await listAllRepos.run(ctx, asked({ search: `${ada.username} one` }));
    expect(items).toMatchObject([
      { name: "shown-one", visibility: "public", isReadable: true },
      { id, name: "hidden-one", namespace: ada.username, visibility: "private", isReadable: false },
    ]);
    const opened = getRepo.run(ctx, { shelf: "models", namespace: ada.username, name: "hidden-one" });
    await expect(opened).rejects.toMatchObject({ code: "not_found" });

    const filtered = await listAllRepos.run(ctx, asked({ owner: ada.username, visibility: "private", kind: "model" }));
    expect(filtered.items.map(({ name }) => name)).toEqual(["hidden-one"]);
    expect((await listAllRepos.run(ctx, asked({ owner: "nobody-at-all" }))).items).toEqual([]);
    expect((await listAllRepos.run(ctx, asked({ search: "%" }))).items).toEqual([]);
  });

  test("are deleted and brought back, and gone for their owner meanwhile", async () => {
    const [ada, admin] = [await world.user(), await world.user({ platformRoles: ["admin"] })];
    const { id } = await make(ada, "taken-down", "public");
    const address = { shelf: "models", namespace: ada.username, name: "taken-down" } as const;
    await deleteAnyRepo.run(world.as(admin), { id });
    await expect(getRepo.run(world.as(ada), address)).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteAnyRepo.run(world.as(admin), { id })).rejects.toMatchObject({ code: "not_found" });
    const { items } = await listAllRepos.run(world.as(admin), asked({ state: "deleted", owner: ada.username }));
    expect(items).toMatchObject([{ id, deletedAt: expect.any(Date), isReadable: false }]);

    await restoreRepo.run(world.as(admin), { id });
    expect(await getRepo.run(world.as(ada), address)).toMatchObject({ id });
  });

  test.each(["created", "size"] as const)("are paged by %s without loss", async (sort) => {
    const [ben, admin] = [await world.user(), await world.user({ platformRoles: ["owner"] })];
    for (const name of ["a", "b", "c"]) await make(ben, `paged-${name}`);
    const list = (cursor?: string) =>
      listAllRepos.run(world.as(admin), asked({ owner: ben.username, sort, limit: 2, cursor }));
    const seen = (await allPages(list)).map(({ name }) => name);
    expect(seen.sort()).toEqual(["paged-a", "paged-b", "paged-c"]);
  });

  test("are nobody else's business, nor of a token that may only read", async () => {
    const ada = await world.user();
    const { id } = await make(ada, "mine");
    const { actor: reader } = await world.token(await world.user({ platformRoles: ["owner"] }), { role: "read" });
    for (const actor of [await world.user(), await world.user({ platformRoles: ["ops"] }), reader]) {
      const ctx = world.as(actor);
      await expect(listAllRepos.run(ctx, asked())).rejects.toMatchObject({ code: "forbidden" });
      await expect(deleteAnyRepo.run(ctx, { id })).rejects.toMatchObject({ code: "forbidden" });
    }
    await deleteAnyRepo.run(world.as(await world.user({ platformRoles: ["moderator"] })), { id });
    await expect(restoreRepo.run(world.as(await world.user()), { id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("are not there for a stranger once they are deleted, public as they were", async () => {
    const ada = await world.user();
    const { id } = await make(ada, "was-public", "public");
    await deleteAnyRepo.run(world.as(await world.user({ platformRoles: ["moderator"] })), { id });
    for (const actor of [await world.user(), { kind: "anonymous" } as const]) {
      await expect(restoreRepo.run(world.as(actor), { id })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("are brought back by operators alone once an operator deleted them, and by their owner once that is done", async () => {
    const [ada, moderator] = [await world.user(), await world.user({ platformRoles: ["moderator"] })];
    const { id } = await make(ada, "withheld", "public");
    await deleteAnyRepo.run(world.as(moderator), { id });
    const refusal = { code: "forbidden", reason: "withheld" };
    await expect(restoreRepo.run(world.as(ada), { id })).rejects.toMatchObject(refusal);
    const asked = ListAuditEventsInput.parse({ target: id, action: "repository.deleted" });
    const reader = world.as(await world.user({ platformRoles: ["owner"] }));
    expect((await listAuditEvents.run(reader, asked)).items).toMatchObject([{ details: { isWithheld: true } }]);
    await restoreRepo.run(world.as(moderator), { id });

    await deleteRepo.run(world.as(ada), { shelf: "models", namespace: ada.username, name: "withheld" });
    await restoreRepo.run(world.as(ada), { id });
  });
});
