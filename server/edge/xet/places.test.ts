import { once } from "node:events";
import { request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createOrganization } from "@/server/identity/create-organization";
import { createTurnstile } from "@/server/kernel";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { patienceAt } from "./uploads";

const world = setupWorld();
const server = setupHubServer(world);

async function writeToken(token: string, path: string) {
  const answer = await server.fetch(`/api/models/${path}/xet-write-token/main`, { token });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

/** A person with a repository of their own and one of an organization, and what lets them send to both. */
async function sender() {
  const user = await world.user();
  const { secret } = await world.token(user);
  const organization = `${user.username}-shell`;
  await createOrganization.run(world.as(user), { name: organization });
  await repoWith(world.as(user), { name: "one", texts: { a: "a" } });
  await repoWith(world.as(await world.again(user)), { name: "two", namespace: organization, texts: { a: "a" } });
  const [one, two] = [`${user.username}/one`, `${organization}/two`];
  return [await writeToken(secret, one), await writeToken(secret, two)] as const;
}

/** Begins an upload that goes no further; what it returns ends that. */
async function begin(path: string, token: string) {
  const { hostname, port } = new URL(server.origin());
  const headers = { authorization: `Bearer ${token}`, "content-length": 60_000_000, expect: "100-continue" };
  const post = request({ hostname, port, path, method: "POST", headers }).on("error", () => {});
  const end = () => void post.destroy();
  onTestFinished(end);
  post.flushHeaders();
  await once(post, "continue");
  post.write(Buffer.alloc(64));
  return end;
}

const send = async (path: string, token: string) =>
  (await server.fetch(path, { method: "POST", token, body: Buffer.alloc(96) })).status;

test("shards that one person sends slowly, to whatever owner, keep nobody waiting, themselves included", async () => {
  const [own, shared] = await sender();
  const [other] = await sender();
  for (const token of [own, shared]) await begin("/cas/v1/shards", token);
  expect(await send("/cas/v1/shards", other)).toBe(400);
  expect(await send("/cas/v1/shards", own)).toBe(400);
});

test("64 xorbs that one person sends at once wait in line, and leave room to those of others", async () => {
  const [own, shared] = await sender();
  const [other] = await sender();
  const path = `/cas/v1/xorbs/default/${"0".repeat(63)}1`;
  const ends: (() => void)[] = [];
  for (const token of [own, shared]) for (let count = 0; count < 12; count += 1) ends.push(await begin(path, token));
  const answered: number[] = [];
  const note = (status: number) => void answered.push(status);
  const waiting = Array.from({ length: 40 }, () => send(path, own).then(note));
  expect(await send(path, other)).toBe(400);
  expect(answered).toEqual([]);
  for (const end of ends) end();
  await Promise.all(waiting);
  expect(answered).toEqual(Array(40).fill(400));
});

test("a slow line is borne with until all places are taken", async () => {
  const turns = createTurnstile({ places: 1, longestLine: 1, refuse: () => new Error("full") });
  const patience = patienceAt(turns);
  expect(patience.bytesPerSecond).toBe(2_048);
  const leave = await turns.enter();
  expect(patience.bytesPerSecond).toBe(16_384);
  leave();
  expect(patience.bytesPerSecond).toBe(2_048);
});
