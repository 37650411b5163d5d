import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { addBranch, commitToRepo, getReadableRepoById, setMirror } from "@/server/hub";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { blockUser } from "./blocks/block-user";
import { addComment } from "./comments/add-comment";
import { createIssue } from "./create-issue";
import { createPull } from "./pulls/create-pull";
import { authorizeGitPush } from "./pulls/push-right";
import { subscribeToDiscussion } from "./subscribe-to-discussion";

const world = setupWorld();
const server = setupHubServer(world);
const header = { key: "header", value: { summary: "Add b" } };
const file = { key: "file", value: { path: "b.txt", content: "b\n", encoding: "utf-8" } };

/** A repository with an open pull request of somebody who may only read it, before it is closed to changes. */
async function project() {
  const [ada, bob] = [world.as(await world.user()), await world.user()];
  const facts = {
    name: `closed-${randomUUID().slice(0, 8)}`,
    visibility: "public",
    texts: { "a.txt": "a\n" },
  } as const;
  const { repo, address, commit: main } = await repoWith(ada, facts);
  await addBranch(ada, repo, { branch: "topic", commit: main });
  const operations = [{ kind: "put" as const, path: "c.txt", content: Buffer.from("c\n") }];
  await commitToRepo(ada, repo, { branch: "topic", message: "c", operations });
  const { secret: token } = await world.token(bob);
  const base = `/api/models/${address.namespace}/${address.name}`;
  const post = async (path: string, body: string, type = "application/json") => {
    const answer = await server.fetch(path, { method: "POST", token, headers: { "content-type": type }, body });
    return { status: answer.status, text: await answer.text() };
  };
  const lines = [header, file].map((line) => JSON.stringify(line)).join("\n");
  const sample = Buffer.from("b\n").toString("base64");
  /** Every way to bring files in by a pull request. */
  const changing = () => ({
    create_pr: post(`${base}/commit/main?create_pr=1`, lines, "application/x-ndjson"),
    "refs/pr/1": post(`${base}/commit/refs%2Fpr%2F1`, lines, "application/x-ndjson"),
    preupload: post(
      `${base}/preupload/main?create_pr=1`,
      JSON.stringify({ files: [{ path: "b.txt", sample, size: 2 }] }),
    ),
    discussion: post(`${base}/discussions`, JSON.stringify({ title: "Mine", pullRequest: true })),
    lfs: post(
      `/${address.namespace}/${address.name}.git/info/lfs/objects/batch`,
      JSON.stringify({ operation: "upload", transfers: ["basic"], objects: [{ oid: "a".repeat(64), size: 3 }] }),
      "application/vnd.git-lfs+json",
    ),
  });
  const opening = (ctx = world.as(bob), more: object = { head: "topic" }) =>
    createPull.run(ctx, { ...address, title: "Better", description: "", isDraft: false, ...more });
  const issue = () => createIssue.run(world.as(bob), { ...address, title: "Broken", description: "Look" });
  await opening(world.as(bob), {});
  const pushing = async () => authorizeGitPush(world.as(bob), await getReadableRepoById(world.as(bob), repo.id));
  await pushing();
  return { ada, bob, repo, address, changing, opening, issue, pushing };
}

async function refused(calls: Readonly<Record<string, Promise<{ status: number; text: string }>>>, words: string) {
  for (const [name, call] of Object.entries(calls)) {
    const { status, text } = await call;
    expect([name, status, text.includes(words) ? words : text]).toEqual([name, 403, words]);
  }
}

describe("an archived repository", () => {
  test("takes no issue, no comment and no pull request, on any way", async () => {
    const { ada, bob, address, changing, opening, issue, pushing } = await project();
    await updateRepo.run(ada, { ...address, isArchived: true });
    const archived = { code: "forbidden", reason: "archived" };
    await expect(issue()).rejects.toMatchObject(archived);
    await expect(opening()).rejects.toMatchObject(archived);
    await expect(opening(ada)).rejects.toMatchObject(archived);
    await expect(opening(ada, {})).rejects.toMatchObject(archived);
    await expect(pushing()).rejects.toMatchObject(archived);
    const comment = { ...address, number: 1, body: "Still there?" };
    await expect(addComment.run(world.as(bob), comment)).rejects.toMatchObject(archived);
    await refused(changing(), "is archived");
    await subscribeToDiscussion.run(world.as(bob), { ...address, number: 1, on: false });
  });
});

describe("somebody who is blocked", () => {
  test("pushes nothing more to pull requests of their own", async () => {
    const { ada, bob, pushing, changing } = await project();
    await blockUser.run(ada, { username: bob.username });
    await expect(pushing()).rejects.toMatchObject({ code: "forbidden", reason: "blocked" });
    await refused(changing(), "has blocked you");
  });
});

test("a word that every object has is no verb, no type and no page of the Hugging Face API", async () => {
  const user = await world.user();
  const { address } = await repoWith(world.as(user), { name: "words", visibility: "public", texts: { a: "a" } });
  await createIssue.run(world.as(user), { ...address, title: "Broken", description: "Look" });
  const { secret: token } = await world.token(user);
  const statusOf = async (rest: string, method: string) => {
    const path = `/api/models/${address.namespace}/${address.name}/${rest}`;
    return (await server.fetch(path, { method, token, signal: AbortSignal.timeout(10_000) })).status;
  };
  expect(await statusOf("discussions/1/constructor", "POST")).toBe(404);
  expect(await statusOf("discussions?type=constructor", "GET")).toBe(200);
  expect(await statusOf("commits/main?p=1e300", "GET")).toBe(200);
});

describe("a repository that follows another hub", () => {
  test("takes issues, and no pull request that changes files", async () => {
    const { ada, repo, changing, opening, issue, pushing } = await project();
    await setMirror(ada, repo.id, true);
    const mirror = { code: "forbidden", reason: "mirror" };
    expect(await issue()).toMatchObject({ number: 2 });
    await expect(opening()).rejects.toMatchObject(mirror);
    await expect(opening(ada)).rejects.toMatchObject(mirror);
    await expect(opening(ada, {})).rejects.toMatchObject(mirror);
    await expect(pushing()).rejects.toMatchObject(mirror);
    await refused(changing(), "is a mirror");
  });
});
