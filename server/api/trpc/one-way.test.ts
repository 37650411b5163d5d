import { expect, test } from "vitest";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { createCaller } from "./init";
import { appRouter } from "./root";

const world = setupWorld();

test("a browser may say that it reads a list forward; any other way is refused", async () => {
  const ctx = world.as(await world.user());
  const { address } = await repoWith(ctx, { name: "one-way", texts: { a: "a\n" } });
  const list = (direction: string) =>
    createCaller(appRouter)(ctx).hub.listCollaborators({ ...address, direction } as typeof address);
  expect((await list("forward")).items).toEqual([]);
  await expect(list("backward")).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
