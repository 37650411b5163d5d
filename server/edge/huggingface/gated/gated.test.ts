import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { getFile } from "@/server/hub/files/get-file";
import { forkRepo } from "@/server/hub/forks/fork-repo";
import { decideAccess } from "@/server/hub/gate/decide-access";
import { getGate } from "@/server/hub/gate/get-gate";
import { requestAccess } from "@/server/hub/gate/request-access";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { getModelVersion } from "@/server/inference/model-choice";
import type { Actor } from "@/server/kernel";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const run = promisify(execFile);
const world = setupWorld();
const server = setupHubServer(world);

const CARD = `---
extra_gated_prompt: Be kind.
extra_gated_fields:
  Company: text
  A purpose:
    type: select
    options: [Research, {label: Teaching at school, value: school}]
  I agree: checkbox
---
# Gated
`;
const ANSWERS = { Company: "ACME", "A purpose": "school", "I agree": "true" };

async function gatedRepo(
  gate: "auto" | "manual",
  facts: { visibility?: "public" | "private"; accessDays?: number } = {},
) {
  const ada = await world.user();
  const ctx = world.as(ada);
  const { visibility = "public", accessDays = null } = facts;
  const made = await repoWith(ctx, {
    name: "gated",
    visibility,
    texts: { "README.md": CARD, "config.json": '{"model_type":"llama"}' },
    objects: { "weights.bin": Buffer.alloc(2_048, 3) },
  });
  await updateRepo.run(ctx, { ...made.address, gate, accessDays });
  return { ada, ctx, ...made, id: `${ada.username}/gated` };
}

/** How each door of a repository answers a person (by token; null: a visitor), as words. */
async function doorsOf(id: string, token: string | null): Promise<Record<string, string>> {
  const init = token === null ? {} : { token };
  const [namespace = "", name = ""] = id.split("/");
  const told = async (path: string, more: RequestInit = {}) => {
    const answer = await server.fetch(path, { ...init, ...more });
    await answer.arrayBuffer();
    return [answer.status, answer.headers.get("x-error-code")].filter(Boolean).join(" ");
  };
  const oid = "0".repeat(64);
  const batch = { operation: "download", objects: [{ oid, size: 1 }] };
  const post = {
    method: "POST",
    body: JSON.stringify(batch),
    headers: { "content-type": "application/vnd.git-lfs+json" },
  };
  const rest = `/api/v1/models/${namespace}/${name}`;
  const doors: Record<string, Promise<string>> = {
    info: told(`/api/models/${id}`),
    tree: told(`/api/models/${id}/tree/main`),
    refs: told(`/api/models/${id}/refs`),
    check: told(`/api/models/${id}/auth-check`),
    resolve: told(`/${id}/resolve/main/weights.bin`),
    head: told(`/${id}/resolve/main/config.json`, { method: "HEAD" }),
    raw: told(`/${id}/raw/main/README.md`),
    git: told(`/${id}.git/info/refs?service=git-upload-pack`),
    lfs: told(`/${id}.git/info/lfs/objects/batch`, post),
    archive: told(`/models/${id}/archive/main.zip`),
    page: told(rest),
    readme: told(`${rest}/readme`),
    file: told(`${rest}/file?path=config.json`),
    commit: told(`${rest}/commits/main`),
  };
  const answers = await Promise.all(Object.values(doors));
  return Object.fromEntries(Object.keys(doors).map((door, index) => [door, answers[index] ?? ""]));
}

const OPEN = { info: "200", tree: "200", refs: "200", page: "200", readme: "200" };
const SHUT_BYTES = ["check", "resolve", "head", "raw"];
const CODES = (status: string) => Object.fromEntries(SHUT_BYTES.map((door) => [door, `${status} GatedRepo`]));
const ADMITTED = {
  ...OPEN,
  ...{
    check: "200",
    resolve: "200",
    head: "200",
    raw: "200",
    git: "200",
    lfs: "200",
    archive: "200",
    file: "200",
    commit: "200",
  },
};

describe("a gated repository", () => {
  test("shows everybody what it is, and opens its files through no door but to those who were let in", async () => {
    const { ada, ctx, id, address } = await gatedRepo("manual");
    const ben = await world.user();
    const tokenOf = async (user: typeof ben) => (await world.token(user, { role: "read" })).secret;
    const [owner, asked] = [await tokenOf(ada), await tokenOf(ben)];
    const visitor = { ...OPEN, ...CODES("401"), git: "401", lfs: "401", archive: "401", file: "401", commit: "401" };
    const stranger = { ...OPEN, ...CODES("403"), git: "403", lfs: "403", archive: "403", file: "403", commit: "403" };

    expect(await doorsOf(id, null)).toEqual(visitor);
    expect(await doorsOf(id, asked)).toEqual(stranger);
    expect(await doorsOf(id, owner)).toEqual(ADMITTED);

    const mine = world.as(ben);
    await requestAccess.run(mine, { ...address, answers: ANSWERS });
    expect(await getGate.run(mine, address)).toMatchObject({ hasAccess: false, request: { status: "pending" } });
    await decideAccess.run(ctx, { ...address, username: ben.username, status: "accepted" });
    expect(await doorsOf(id, asked)).toEqual(ADMITTED);
    await decideAccess.run(ctx, { ...address, username: ben.username, status: "rejected", reason: "no longer" });
    expect(await doorsOf(id, asked)).toEqual(stranger);
    expect(await getGate.run(mine, address)).toMatchObject({ request: { status: "rejected", reason: "no longer" } });
    const again = requestAccess.run(mine, { ...address, answers: ANSWERS });
    await expect(again).rejects.toMatchObject({ code: "forbidden", reason: "access_rejected" });
  });

  test("tells clients in the words they know", async () => {
    const { id } = await gatedRepo("manual");
    const { secret: token } = await world.token(await world.user());
    const told = async (init: { token?: string }) =>
      (await server.fetch(`/${id}/resolve/main/config.json`, init)).json();
    expect(await told({})).toEqual({
      error: `Access to model ${id} is restricted. You must have access to it and be authenticated to access it. Please log in.`,
    });
    const place = `${server.origin()}/models/${id}`;
    expect(await told({ token })).toEqual({
      error: `Access to model ${id} is restricted and you are not in the authorized list. Visit ${place} to ask for access.`,
    });
  });

  test("is closed to git, to forks that others could read, and to deployments", async () => {
    const { id, ctx, address } = await gatedRepo("manual");
    const ben = await world.user();
    const { secret } = await world.token(ben);
    const clone = (token: string) => {
      const url = `${server.origin().replace("//", `//x:${token}@`)}/${id}.git`;
      const env = { NODE_ENV: "test" as const, PATH: "/usr/bin:/bin", GIT_TERMINAL_PROMPT: "0" };
      return run("git", ["ls-remote", url], { env });
    };
    const mine = world.as(ben);
    const fork = (more: object = {}) => forkRepo.run(mine, { ...address, newName: "copy", ...more });
    await expect(clone(secret)).rejects.toThrow(/403|gated/);
    await expect(fork()).rejects.toMatchObject({ reason: "gated" });
    await expect(getModelVersion(mine, { model: id })).rejects.toMatchObject({ reason: "gated" });

    await decideAccess.run(ctx, { ...address, username: ben.username, status: "accepted" });
    expect((await clone(secret)).stdout).toContain("refs/heads/main");
    await expect(fork({ visibility: "public" })).rejects.toMatchObject({ reason: "too_visible" });
    expect(await fork()).toMatchObject({ visibility: "private", gate: "manual" });
  });

  test("that is automatic lets in whoever answers every question, for as long as it says", async () => {
    const { address, ctx } = await gatedRepo("auto", { accessDays: 2 });
    const ben = await world.user();
    const at = (days: number, actor: Actor = ben) =>
      world.as(actor, () => new Date(Date.now() + days * 24 * 3_600_000));
    for (const answers of [{}, { ...ANSWERS, "A purpose": "war" }, { ...ANSWERS, "I agree": "false" }]) {
      const asked = requestAccess.run(at(0), { ...address, answers });
      await expect(asked).rejects.toMatchObject({ reason: "answer_missing" });
    }
    const gate = await requestAccess.run(at(0), { ...address, answers: { ...ANSWERS, extra: "x" } });
    expect(gate).toMatchObject({ hasAccess: true, request: { status: "accepted" } });
    expect(await getFile.run(at(1), { ...address, path: "config.json" })).toMatchObject({ path: "config.json" });
    await expect(getFile.run(at(3), { ...address, path: "config.json" })).rejects.toMatchObject({ reason: "gated" });
    expect(await requestAccess.run(at(3), { ...address, answers: ANSWERS })).toMatchObject({ hasAccess: true });
    await updateRepo.run(ctx, { ...address, gate: null });
    const open = await getGate.run(world.as({ kind: "anonymous" }), address);
    expect(open).toMatchObject({ mode: null, hasAccess: true, form: { prompt: "Be kind." } });
    expect(open.form.fields.map(({ name }) => name)).toEqual(["Company", "A purpose", "I agree"]);
  });

  test("that became private is closed to those who were let in", async () => {
    const { address, ctx } = await gatedRepo("auto");
    const ben = world.as(await world.user());
    await requestAccess.run(ben, { ...address, answers: ANSWERS });
    await updateRepo.run(ctx, { ...address, visibility: "private" });
    await expect(getFile.run(ben, { ...address, path: "config.json" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("access requests in the Hugging Face API", () => {
  test("are listed, decided, granted and reported", async () => {
    const { ada, id, address } = await gatedRepo("manual");
    const [ben, eve] = [await world.user(), await world.user()];
    const { secret: token } = await world.token(ada);
    const { secret: stranger } = await world.token(ben);
    const base = `/api/models/${id}/user-access-request`;
    const call = async (path: string, body?: object, by = token) => {
      const json = { "content-type": "application/json" };
      const sent = body ? { method: "POST", body: JSON.stringify(body), headers: json } : {};
      const answer = await server.fetch(path, { token: by, ...sent });
      return { status: answer.status, text: await answer.text() };
    };
    const asked = await call(`/${id}/ask-access`, { ...ANSWERS, Company: "=cmd()" }, stranger);
    expect(asked.status).toBe(303);
    expect((await call(`${base}/pending`, undefined, stranger)).status).toBe(403);
    expect(JSON.parse((await call(`${base}/pending`)).text)).toMatchObject([
      { user: { user: ben.username }, status: "pending", fields: { ...ANSWERS, Company: "=cmd()" } },
    ]);
    const accept = { user: ben.username, status: "accepted" };
    expect((await call(`${base}/handle`, accept)).status).toBe(200);
    expect((await call(`${base}/handle`, accept)).status).toBe(404);
    expect((await call(`${base}/handle`, { user: eve.username, status: "rejected" })).status).toBe(404);
    expect((await call(`${base}/handle`, { user: "nobody-at-all", status: "rejected" })).status).toBe(404);
    expect((await call(`${base}/grant`, { user: eve.username })).status).toBe(200);
    expect((await call(`${base}/grant`, { user: eve.username })).status).toBe(400);
    const { text } = await call(`/api/models/${id}/user-access-report`);
    expect(text.split("\r\n")).toHaveLength(4);
    expect(text).toContain("'=cmd()");
    expect(text).toContain(eve.username);

    await updateRepo.run(world.as(ada), { ...address, gate: null });
    expect((await call(`${base}/pending`)).status).toBe(400);
    const settings = await server.fetch(`/api/models/${id}/settings`, {
      method: "PUT",
      token,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ gated: "auto" }),
    });
    expect(await settings.json()).toMatchObject({ gated: "auto" });
    expect(await (await server.fetch(`/api/models/${id}`)).json()).toMatchObject({ gated: "auto" });
  });
});

describe("an archived repository", () => {
  test("is read and not changed, and comes back", async () => {
    const { ada, ctx, id, address } = await gatedRepo("auto");
    const { secret: token } = await world.token(ada);
    await updateRepo.run(ctx, { ...address, isArchived: true, gate: null });
    expect(await doorsOf(id, null)).toEqual({ ...ADMITTED });
    const push = () => server.fetch(`/${id}.git/info/refs?service=git-receive-pack`, { token });
    const refused = await push();
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("archived")]);
    const license = updateRepo.run(ctx, { ...address, license: "mit" });
    await expect(license).rejects.toMatchObject({ reason: "archived" });
    await updateRepo.run(ctx, { ...address, isArchived: false });
    expect((await push()).status).toBe(200);
  });
});
