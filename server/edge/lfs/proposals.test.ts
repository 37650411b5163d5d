import { expect, test } from "vitest";
import { updateDiscussionSettings } from "@/server/discussions/update-discussion-settings";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

async function project(visibility: "public" | "private") {
  const [owner, guest] = [await world.user(), await world.user()];
  const { repo, address } = await repoWith(world.as(owner), { name: "open", visibility, texts: { "a.txt": "a\n" } });
  const token = (await world.token(guest)).secret;
  const content = `${repo.id} weights`;
  const object = { oid: shaOf(content), size: content.length };
  const path = `/${repo.namespace}/${repo.name}`;
  const batch = (operation: string, asked: { readonly token?: string } = { token }) => {
    const body = JSON.stringify({ operation, objects: [object], transfers: ["basic"] });
    return server.fetch(`${path}.git/info/lfs/objects/batch`, { method: "POST", body, ...asked });
  };
  return { owner, guest, token, content, object, path, address, batch };
}

test("who may only read sends the files of a pull request before opening it, and fetches them then", async () => {
  const { token, content, object, path, batch } = await project("public");
  const { objects } = await (await batch("upload")).json();
  expect((await fetch(objects[0].actions.upload.href, { method: "PUT", body: content })).status).toBe(200);
  const lines = [
    { key: "header", value: { summary: "Weights" } },
    { key: "lfsFile", value: { path: "w.bin", algo: "sha256", ...object } },
  ];
  const commit = (query: string) =>
    server.fetch(`/api/models${path}/commit/main${query}`, {
      ...{ method: "POST", token, headers: { "content-type": "application/x-ndjson" } },
      body: lines.map((line) => JSON.stringify(line)).join("\n"),
    });
  expect((await commit("")).status).toBe(403);
  expect((await commit("?create_pr=1")).status).toBe(200);
  const file = await server.fetch(`${path}/resolve/refs%2Fpr%2F1/w.bin`, { token });
  expect(await file.text()).toBe(content);
});

test("A5 who may not propose sends no files", async () => {
  const hidden = await project("private");
  expect((await hidden.batch("upload")).status).toBe(404);
  const { owner, guest, address, batch } = await project("public");
  expect((await batch("upload", {})).status).toBe(401);
  expect((await batch("upload", { token: (await world.token(guest, { role: "read" })).secret })).status).toBe(403);
  await updateDiscussionSettings.run(world.as(owner), { ...address, isEnabled: false });
  expect((await batch("upload")).status).toBe(403);
});
