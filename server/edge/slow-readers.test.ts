import { expect, test } from "vitest";
import { toReader } from "@/server/git";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

/** Takes all places that visitors have, and all that may wait. */
async function fill(): Promise<() => void> {
  const ctx = world.as({ kind: "anonymous" });
  const reader = new AbortController();
  const body = async function* () {};
  const open = () => toReader(ctx, body(), reader);
  await Promise.all(Array.from({ length: 16 }, open));
  const waiting = Array.from({ length: 512 }, open);
  return () => {
    reader.abort();
    void Promise.all(waiting);
  };
}

test.each(["resolve", "raw"])("files that are read from git by %s take the places of their reader", async (verb) => {
  const user = await world.user();
  const name = `it-${verb}`;
  await repoWith(world.as(user), { name, visibility: "public", texts: { "a.txt": "a" } });
  const get = () => server.fetch(`/${user.username}/${name}/${verb}/main/a.txt`);
  expect((await get()).status).toBe(200);
  const leave = await fill();
  expect((await get()).status).toBe(503);
  leave();
  expect(await (await get()).text()).toBe("a");
});
