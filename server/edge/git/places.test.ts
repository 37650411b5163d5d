import { request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

const packetLine = (text: string) => `${(text.length + 4).toString(16).padStart(4, "0")}${text}`;
const typeOf = (service: string) => `application/x-git-${service}-request`;

/** Begins a request whose body never comes; resolves once the server has it. */
async function silent(path: string, service: string, token?: string) {
  const { hostname, port } = new URL(server.origin());
  const headers = {
    "content-type": typeOf(service),
    "content-length": 1_000_000,
    expect: "100-continue",
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const post = request({ hostname, port, path: `${path}/git-${service}`, method: "POST", headers });
  const { promise, resolve } = Promise.withResolvers<void>();
  post.on("error", () => {}).on("continue", resolve);
  post.flushHeaders();
  onTestFinished(() => void post.destroy());
  await promise;
}

const post = (path: string, service: string, { body, token }: { body: string; token: string }) =>
  server.fetch(`${path}/git-${service}`, {
    method: "POST",
    token,
    body,
    headers: { "content-type": typeOf(service) },
  });

async function repository() {
  const user = await world.user();
  const { secret: token } = await world.token(user);
  const { commit } = await repoWith(world.as(user), { name: "open", visibility: "public", texts: { a: "a" } });
  return { commit, token, path: `/${user.username}/open.git` };
}

test("visitors of one network who say nothing leave room to others who fetch", async () => {
  const { commit, token, path } = await repository();
  for (let count = 0; count < 12; count += 1) await silent(path, "upload-pack");
  const body = `${packetLine(`want ${commit} no-progress\n`)}0000${packetLine("done\n")}`;
  const answer = await post(path, "upload-pack", { body, token });
  expect([answer.status, (await answer.text()).slice(0, 8)]).toEqual([200, "0008NAK\n"]);
});

test("pushes of one account that say nothing leave room to others who push", async () => {
  const [own, other] = [await repository(), await repository()];
  for (let count = 0; count < 12; count += 1) await silent(own.path, "receive-pack", own.token);
  const answer = await post(other.path, "receive-pack", { body: "0000", token: other.token });
  expect(answer.status).toBe(200);
  await answer.text();
});
