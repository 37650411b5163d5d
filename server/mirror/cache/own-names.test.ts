import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cacheEntries } from "@/db/schema/mirror/cache";
import { findAccountRow } from "@/server/identity";
import { RESTORABLE_MS } from "@/server/identity/account";
import { deleteOrganization } from "@/server/identity/delete-organization";
import { purgeAccount } from "@/server/identity/purge-account";
import { newRow } from "@/server/kernel";
import { SettingValues } from "@/server/settings/contract";
import { readSettings, writeSettings } from "@/server/settings/store";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const heard: string[] = [];
/** Another hub, where every name is taken by somebody. */
const elsewhere = createServer(({ url = "" }, response) => {
  heard.push(new URL(url, "http://elsewhere").pathname);
  response.writeHead(404).end();
});
const origin = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
const hub = setupHubServer(world, { inside: () => [origin()] });

beforeAll(async () => {
  elsewhere.listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
});
afterAll(() => void elsewhere.close());

test("another hub never hears of names below accounts that are here, and answers for none of them", async () => {
  const person = await world.user();
  const [lab, gone, purged, keeper] = [
    await world.organization(person),
    await world.organization(person),
    await world.organization(person),
    await world.organization(person),
  ];
  const member = world.as(await world.again(person));
  const hidden = await repoWith(member, { name: "secret", visibility: "private", texts: { "README.md": "# It" } });
  const public_ = await repoWith(member, { name: "open", visibility: "public", texts: { "README.md": "# It" } });
  for (const { name } of [gone, purged]) await deleteOrganization.run(member, { name });
  const { db, now } = world.system();
  const old = await findAccountRow(db, purged.name);
  const later = new Date(now().getTime() + RESTORABLE_MS + 60_000);
  await purgeAccount({ ...world.system(), now: () => later }, old?.id ?? "");
  expect(await findAccountRow(db, purged.name)).toBeNull();
  const { version } = await readSettings(world.system().db);
  const policy = { cache: "on", cacheBy: "everybody", cacheOrigin: origin(), cacheOwner: keeper.name };
  await writeSettings(world.system(), version, SettingValues.parse(policy));
  const start = newRow(world.system());
  await world
    .system()
    .db.insert(cacheEntries)
    .values({
      ...{ ...start, origin: origin(), kind: "model", pathFolded: `${lab.name}/early`, status: "cached" },
      ...{ repoId: public_.repo.id, askedBy: "somebody", askedAt: start.createdAt, retryAt: start.createdAt },
      ...{ usedAt: start.createdAt, id: randomUUID() },
    });

  const { namespace } = hidden.address;
  const ids = [`${namespace}/secret`, `${namespace}/none`, `${lab.name.toUpperCase()}/none`, `${lab.name}/early`];
  for (const id of [...ids, `${gone.name}/none`, `${purged.name}/none`, `${keeper.name}/none`]) {
    for (const path of [
      `/api/models/${id}`,
      `/${id}/resolve/main/config.json`,
      `/${id}/info/refs?service=git-upload-pack`,
    ]) {
      expect([path, (await hub.fetch(path, { redirect: "manual" })).status]).toEqual([path, 401]);
    }
    const batch = { operation: "download", objects: [{ oid: "a".repeat(64), size: 1 }] };
    const asked = await hub.fetch(`/${id}.git/info/lfs/objects/batch`, { method: "POST", body: JSON.stringify(batch) });
    expect([id, asked.status]).toEqual([id, 401]);
  }
  expect(heard).toEqual([]);
  await hub.fetch("/api/models/strangers/none");
  expect(heard).toEqual(["/api/models/strangers/none"]);
});
