import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { ImportRepoInput } from "@/server/mirror/contract";
import { importRepo } from "@/server/mirror/import-repo";
import { runNow } from "@/server/mirror/run-mirror";
import { startMirrorRun } from "@/server/mirror/start-mirror-run";
import { insideOf } from "@/server/testing/inside-of";
import { setupRemoteGit } from "@/server/testing/remote-git";
import { setupWorld } from "@/server/testing/world";
import type { notifyMirrorFailed } from "./jobs";
import { listNotifications } from "./list-notifications";
import { tellMirrorFailed } from "./tell-mirror";

type News = ReturnType<typeof notifyMirrorFailed.payload.parse>;

const world = setupWorld();
const there = setupRemoteGit(world);

async function published(creatorId: string): Promise<readonly News[]> {
  const queued = await world.system().db.execute<{ news: News }>(
    sql`select payload->'payload' as news from graphile_worker._private_jobs
      where payload->>'event' = 'mirror.mirrorFailed' and payload->'payload'->>'creatorId' = ${creatorId}`,
  );
  return [...queued].map(({ news }) => news);
}

test("of a mirror that fails its people are told once, and not again until it has worked", async () => {
  const person = await world.user();
  const ctx = insideOf(world.as(person), there.origin());
  const { url } = await there.repository("private/shut");
  const asked = ImportRepoInput.parse({ address: url, shelf: "models", remoteUser: "ada", credential: "wrong" });
  const { repo, id: mirrorId, lastRun } = await importRepo.run(ctx, asked);
  const run = (runId = "") => runNow(insideOf(world.system(), there.origin()), runId, new AbortController().signal);
  await run(lastRun?.id);
  const address = { shelf: "models", namespace: repo.namespace, name: repo.name } as const;
  await run((await startMirrorRun.run(ctx, { ...address, mirrorId })).id);

  const [news, ...others] = await published(person.userId);
  expect(others).toEqual([]);
  if (!news) throw new Error("Nobody would be told");
  await tellMirrorFailed(world.system(), { ...news, creatorId: (await world.organization(person)).id });
  const told = async () => (await listNotifications.run(ctx, { limit: 20 })).items;
  expect(await told()).toEqual([]);
  await tellMirrorFailed(world.system(), news);
  const where = `${repo.namespace}/${repo.name}`;
  const path = `/models/${where}/settings/mirrors`;
  const params = { repository: where, direction: "pull", state: "on" };
  expect(await told()).toMatchObject([
    { kind: "mirrorFailed", title: `${where} could not be brought up to date`, path, params },
  ]);
});
