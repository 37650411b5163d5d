import { describe, expect, test } from "vitest";
import { identityOperations } from "@/server/identity/operations";
import { setupCaller } from "@/server/testing/hub-caller";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);
const caller = setupCaller(world, server);
const { get, send } = caller;
const { followAccount, listFollowers, unfollowAccount } = identityOperations;

describe("people", () => {
  test("like repositories, and are told who does", async () => {
    await repoWith(caller.ctx(), { name: "liked" });
    const base = `/api/models/${caller.user().username}/liked`;
    expect((await send("POST", `${base}/like`)).status).toBe(200);
    expect((await send("POST", `${base}/like`, { as: caller.read() })).status).toBe(403);
    expect((await get(`${base}/likers`)).json).toMatchObject([{ user: caller.user().username, type: "user" }]);
    const { json } = await get(`/api/users/${caller.user().username}/likes`);
    expect(json[0]).toMatchObject({ repo: { name: `${caller.user().username}/liked`, type: "model" } });
    expect(json[0].createdAt).toMatch(/\.\d{3}Z$/);
    expect((await send("DELETE", `${base}/like`)).status).toBe(200);
    expect((await get(`/api/users/${caller.user().username}/likes`)).json).toEqual([]);
  });

  test("T1: the likes of a hidden repository are hidden with it", async () => {
    await repoWith(caller.ctx(), { name: "liked-hidden", visibility: "private" });
    await send("POST", `/api/models/${caller.user().username}/liked-hidden/like`);
    const { secret } = await world.token(await world.user());
    expect((await get(`/api/users/${caller.user().username}/likes`, secret)).text).not.toContain("liked-hidden");
    expect((await get(`/api/models/${caller.user().username}/liked-hidden/likers`, secret)).status).toBe(404);
  });

  test("and organisations have overviews, members and a storage page", async () => {
    const organization = await world.organization(caller.user(), [{ user: await world.user(), role: "read" }]);
    const of = `/api/organizations/${organization.name}`;
    expect((await get(`/api/users/${caller.user().username}/overview`)).json).toMatchObject({
      user: caller.user().username,
      type: "user",
      numModels: expect.any(Number),
      orgs: [{ name: organization.name }],
    });
    expect((await get(`${of}/overview`)).json).toMatchObject({ name: organization.name, numUsers: 2 });
    expect((await get(`${of}/members`)).json).toHaveLength(2);
    expect((await get(`${of}/followers`)).json).toEqual([]);
    expect((await get(`/api/users/${caller.user().username}/following`)).json).toEqual([]);
    expect((await get("/api/users/nobody-at-all/overview")).status).toBe(404);
    expect((await get(`/api/users/${organization.name}/overview`)).status).toBe(404);
    const owner = world.as(await world.again(caller.user()));
    await repoWith(owner, { name: "kept", namespace: organization.name, objects: { "a.bin": Buffer.alloc(3_000, 1) } });
    expect((await get(`${of}/settings/repositories`)).json).toMatchObject([
      { id: `${organization.name}/kept`, type: "model", storage: 3_000, storagePercent: 1, visibility: "public" },
    ]);
    expect((await get("/api/settings/repositories")).status).toBe(200);
    const { secret } = await world.token(await world.user());
    expect((await get(`${of}/settings/repositories`, secret)).status).toBe(404);
    expect((await get(`${of}/members`, secret)).status).toBe(200);
  });
});

describe("following", () => {
  test("fills the lists and the counts, once each", async () => {
    const name = caller.user().username;
    const fan = await world.user();
    const organization = await world.organization(caller.user(), []);
    for (const of of [name, name, organization.name]) await followAccount.run(world.as(fan), { name: of });
    expect((await get(`/api/users/${name}/followers`)).json).toMatchObject([{ user: fan.username, type: "user" }]);
    expect((await get(`/api/organizations/${organization.name}/followers`)).json).toHaveLength(1);
    expect((await get(`/api/users/${fan.username}/following`)).json).toMatchObject([
      { user: organization.name, type: "org" },
      { user: name, type: "user" },
    ]);
    expect((await get(`/api/users/${fan.username}/overview`)).json).toMatchObject({
      numFollowers: 0,
      numFollowing: 2,
      isFollowing: false,
    });
    const { secret } = await world.token(fan);
    const overview = await get(`/api/organizations/${organization.name}/overview`, secret);
    expect(overview.json).toMatchObject({ numFollowers: 1, isFollowing: true });
    await unfollowAccount.run(world.as(fan), { name });
    expect((await get(`/api/users/${name}/followers`)).json).toEqual([]);
  });

  test("is paged without gaps", async () => {
    const idol = await world.user();
    const fans = [await world.user(), await world.user(), await world.user()];
    for (const fan of fans) await followAccount.run(world.as(fan), { name: idol.username });
    const asked = { name: idol.username, limit: 2 };
    const first = await listFollowers.run(caller.ctx(), asked);
    const cursor = first.nextCursor ?? undefined;
    const second = await listFollowers.run(caller.ctx(), { ...asked, cursor });
    const names = [...first.items, ...second.items].map((account) => account.name);
    expect(names.sort()).toEqual(fans.map(({ username }) => username).sort());
    expect(second.nextCursor).toBeNull();
  });

  test("oneself, and somebody who does not exist, is refused", async () => {
    const fan = await world.user();
    const run = (name: string) => followAccount.run(world.as(fan), { name });
    await expect(run(fan.username)).rejects.toMatchObject({ code: "invalid" });
    await expect(run("nobody-at-all")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a space", () => {
  test("keeps what was asked of it; secrets never come back", async () => {
    await repoWith(caller.ctx(), { name: "room", shelf: "spaces" });
    const base = `/api/spaces/${caller.user().username}/room`;
    const runtime = await get(`${base}/runtime`);
    expect(runtime.json).toMatchObject({
      stage: "PAUSED",
      hardware: { current: null, requested: "cpu-basic" },
      gcTimeout: 172_800,
      devMode: false,
    });
    expect(
      (await send("POST", `${base}/hardware`, { body: { flavor: "t4-small", sleepTimeSeconds: 300 } })).json,
    ).toMatchObject({
      hardware: { requested: "t4-small" },
      gcTimeout: 300,
    });
    expect((await send("POST", `${base}/sleeptime`, { body: { seconds: 600 } })).json.gcTimeout).toBe(600);
    expect((await send("POST", `${base}/dev-mode`, { body: { enabled: true } })).json.devMode).toBe(true);
    expect((await send("POST", `${base}/pause`)).json.stage).toBe("PAUSED");
    expect((await send("POST", `${base}/restart?factory=true`)).json.stage).toBe("PAUSED");
    const volumes = [{ type: "model", source: "a/b", mountPath: "/data" }];
    expect((await send("PUT", `${base}/volumes`, { body: { volumes } })).json.volumes).toEqual(volumes);
    expect(
      (await send("PUT", `${base}/volumes`, { body: { volumes: [{ ...volumes[0], mountPath: "/../etc" }] } })).status,
    ).toBe(400);
    expect((await send("DELETE", `${base}/volumes`)).json.volumes).toEqual([]);

    expect(
      (await send("POST", `${base}/secrets`, { body: { key: "TOKEN", value: "hush-hush", description: "d" } })).status,
    ).toBe(200);
    const secrets = await get(`${base}/secrets`);
    expect(secrets.json).toEqual({ TOKEN: { description: "d", updatedAt: expect.any(String) } });
    expect((await send("DELETE", `${base}/secrets`, { body: { key: "TOKEN" } })).json).toEqual({});
    expect((await send("POST", `${base}/variables`, { body: { key: "LEVEL", value: "1" } })).json.LEVEL).toMatchObject({
      value: "1",
    });
    expect((await send("DELETE", `${base}/variables`, { body: { key: "LEVEL" } })).json).toEqual({});
    expect((await send("POST", `${base}/variables`, { body: { key: "1-bad", value: "1" } })).status).toBe(400);
    expect((await get(base)).json.runtime.stage).toBe("PAUSED");
    const logs = await get(`${base}/logs/run`);
    expect([logs.status, logs.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  });

  test("has its secrets and settings from its first moment", async () => {
    const asked = {
      ...{ name: "started", type: "space", sdk: "static", hardware: "t4-small", sleepTimeSeconds: 60 },
      secrets: [{ key: "A", value: "hush" }],
      variables: [{ key: "B", value: "1" }],
    };
    expect((await send("POST", "/api/repos/create", { body: asked })).status).toBe(200);
    const base = `/api/spaces/${caller.user().username}/started`;
    expect((await get(`${base}/runtime`)).json).toMatchObject({ hardware: { requested: "t4-small" }, gcTimeout: 60 });
    expect(Object.keys((await get(`${base}/secrets`)).json)).toEqual(["A"]);
    expect((await get(`${base}/variables`)).json.B.value).toBe("1");
  });

  test("A14: is changed by who may write, and read by who may read", async () => {
    await repoWith(caller.ctx(), { name: "closed", shelf: "spaces", visibility: "private" });
    const base = `/api/spaces/${caller.user().username}/closed`;
    const { secret: other } = await world.token(await world.user());
    expect((await get(`${base}/variables`, other)).status).toBe(404);
    expect(
      (await send("POST", `${base}/variables`, { body: { key: "A", value: "1" }, as: caller.read() })).status,
    ).toBe(403);
    expect((await get(`${base}/secrets`, caller.read())).status).toBe(403);
    await repoWith(caller.ctx(), { name: "no-space" });
    expect((await get(`/api/models/${caller.user().username}/no-space/secrets`)).status).toBe(404);
  });
});
