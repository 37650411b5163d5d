import { expect, test } from "vitest";
import { countedQueries } from "@/server/testing/counted-queries";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { hubOperations } from "../operations";
import { findRedirect, getReadableRepo, getRepoAt } from "./get-readable-repo";

const world = setupWorld();

test("what is missing and what is hidden take the same questions, and are told in the same words", async () => {
  const owner = await world.user();
  const ada = world.as(owner);
  await repoWith(ada, { name: "hidden", visibility: "private" });
  const { address } = await repoWith(ada, { name: "before", visibility: "private" });
  await hubOperations.renameRepo.run(ada, { ...address, newName: "after" });
  const place = (name: string) => ({ namespace: owner.username, name });

  for (const actor of [{ kind: "anonymous" } as const, await world.user()]) {
    const asked = async (ask: (ctx: ReturnType<typeof world.as>) => Promise<unknown>, name: string) => {
      const { ctx, queries } = countedQueries(world.as(actor));
      const told = await ask(ctx).catch((error: Error) => error.message.replace(name, "it"));
      return { told, queries: queries() };
    };
    for (const name of ["hidden", "before", "after"]) {
      const ways = [
        (ctx, at) => getReadableRepo(ctx, { kind: "model", ...place(at) }),
        (ctx, at) => getRepoAt(ctx, { shelf: "models", ...place(at) }),
        (ctx, at) => findRedirect(ctx, { kind: "model", ...place(at) }),
      ] satisfies ((ctx: ReturnType<typeof world.as>, at: string) => Promise<unknown>)[];
      for (const way of ways) {
        const missing = await asked((ctx) => way(ctx, "missing"), "missing");
        expect([name, await asked((ctx) => way(ctx, name), name)]).toEqual([name, missing]);
      }
    }
  }
  expect((await getRepoAt(ada, { shelf: "models", ...place("before") })).name).toBe("after");
});
