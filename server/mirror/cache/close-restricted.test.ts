import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { mirrorRuns } from "@/db/schema/mirror";
import { addBranch, findRepo } from "@/server/hub";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { SettingValues } from "@/server/settings/contract";
import { readSettings, writeSettings } from "@/server/settings/store";
import { setupHubServer } from "@/server/testing/hub-server";
import { insideOf } from "@/server/testing/inside-of";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { runNow } from "../run-mirror";
import { setCacheToken } from "./set-cache-token";

const [here, there] = [setupWorld(), setupWorld()];
const upstream = setupHubServer(there);
const clock = { aheadMs: 0 };
const hub = setupHubServer(here, {
  now: () => new Date(Date.now() + clock.aheadMs),
  inside: () => [upstream.origin()],
});

/** The answer, while runs are done as they come. */
async function asked(path: string, token: string): Promise<Response> {
  const ctx = insideOf(here.system(), upstream.origin());
  const waiting = { isOver: false };
  const answer = hub.fetch(path, { redirect: "follow", token }).finally(() => Object.assign(waiting, { isOver: true }));
  while (!waiting.isOver) {
    const queued = await ctx.db.select().from(mirrorRuns).where(eq(mirrorRuns.status, "queued"));
    for (const { id } of queued) await runNow(ctx, id, new AbortController().signal);
    await sleep(50);
  }
  return answer;
}

test("what is gated elsewhere by now is for the organization alone, before anything new of it comes", async () => {
  const [theirs, leader, person] = [await there.user(), await here.user(), await here.user()];
  const { name: cacheOwner } = await here.organization(leader);
  const { version } = await readSettings(here.system().db);
  const policy = { cache: "on", cacheOrigin: upstream.origin(), cacheOwner };
  await writeSettings(here.system(), version, SettingValues.parse(policy));
  const admin = here.as(await here.user({ platformRoles: ["admin"] }));
  await setCacheToken.run(admin, { credential: (await there.token(theirs)).secret });
  const { secret } = await here.token(person);

  const { repo, address, commit } = await repoWith(there.as(theirs), {
    ...{ name: "open", visibility: "public", texts: { "config.json": "{}" } },
  });
  const path = `/api/models/${theirs.username}/open`;
  expect((await asked(path, secret)).status).toBe(200);
  await updateRepo.run(there.as(theirs), { ...address, gate: "manual" });
  await addBranch(there.as(theirs), repo, { branch: "later", commit });
  clock.aheadMs = 6 * 60_000;
  expect((await asked(`${path}/revision/later`, secret)).status).toBe(404);
  expect((await asked(path, secret)).status).toBe(404);
  const kept = await findRepo(here.system(), { kind: "model", namespace: cacheOwner, name: `${theirs.username}.open` });
  expect(kept).toMatchObject({ visibility: "private" });
});
