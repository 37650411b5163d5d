import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mirrorRuns } from "@/db/schema/mirror";
import { cacheEntries } from "@/db/schema/mirror/cache";
import { createLocalVault } from "@/server/adapters/vault-local";
import { listAuditEvents } from "@/server/audit/list-audit-events";
import { addBranch, findRepo, getReadableRepoById } from "@/server/hub";
import type { UserActor } from "@/server/kernel";
import { SettingValues } from "@/server/settings/contract";
import { getSystemSettings } from "@/server/settings/get-system-settings";
import { readSettings, writeSettings } from "@/server/settings/store";
import { setupHubServer } from "@/server/testing/hub-server";
import { insideOf } from "@/server/testing/inside-of";
import { pythonClient } from "@/server/testing/python-client";
import { repoWith } from "@/server/testing/repos";
import { shaOf } from "@/server/testing/sha-of";
import { setupWorld } from "@/server/testing/world";
import { deleteMirror } from "../delete-mirror";
import { runNow } from "../run-mirror";
import { evictCached } from "./evict-cached";
import { getCache } from "./get-cache";
import { setCacheToken } from "./set-cache-token";

const run = promisify(execFile);
const here = setupWorld();
const there = setupWorld();
const upstream = setupHubServer(there);
let offsetMs = 0;
const hub = setupHubServer(here, {
  now: () => new Date(Date.now() + offsetMs),
  inside: () => [upstream.origin(), "http://127.0.0.1:9"],
});
const MINUTE_MS = 60_000;
const MIB = 1_024 ** 2;
const never = new AbortController().signal;
let theirs: UserActor;
let leader: UserActor;
let person: UserActor;
let token = "";
let owner = "";
let count = 0;

beforeAll(async () => {
  theirs = await there.user();
  leader = await here.user();
  owner = (await here.organization(leader)).name;
  leader = await here.again(leader);
});

beforeEach(async () => {
  // Somebody new each time: what a person may ask for is limited.
  person = await here.user();
  token = (await here.token(person)).secret;
  offsetMs = 0;
  await allow();
});

async function allow(changes: Partial<SettingValues> = {}) {
  const { version } = await readSettings(here.as(leader).db);
  const policy = { cache: "on", cacheOrigin: upstream.origin(), cacheOwner: owner, ...changes };
  await writeSettings(here.system(), version, SettingValues.parse(policy));
}

/** A repository at the other hub with a card and a large file. */
async function remote({
  visibility = "public",
  bytes = 100,
}: {
  visibility?: "public" | "private";
  bytes?: number;
} = {}) {
  count += 1;
  const large = randomBytes(bytes);
  const ctx = there.as(theirs);
  const made = await repoWith(ctx, {
    ...{ name: `it-${count}`, visibility },
    ...{ texts: { "README.md": "# It\n", "config.json": "{}" }, objects: { "model.bin": large } },
  });
  return { ...made, large, id: `${theirs.username}/it-${count}` };
}

const ask = (path: string, init: RequestInit & { token?: string } = { token }) =>
  hub.fetch(path, { redirect: "follow", ...init });

/** Does what is queued for as long as `work` takes. */
async function withWorker<T>(work: () => Promise<T>): Promise<T> {
  const ctx = insideOf(here.system(), upstream.origin());
  let isOver = false;
  const worker = async () => {
    while (!isOver) {
      const queued = await ctx.db.select().from(mirrorRuns).where(eq(mirrorRuns.status, "queued"));
      for (const { id } of queued) await runNow(ctx, id, never);
      await sleep(50);
    }
  };
  const working = worker();
  try {
    return await work();
  } finally {
    isOver = true;
    await working;
  }
}

const entriesOf = (id: string) =>
  here.system().db.select().from(cacheEntries).where(eq(cacheEntries.pathFolded, id.toLowerCase()));

const cachedAs = (id: string) =>
  findRepo(here.system(), { kind: "model", namespace: owner, name: id.replace("/", ".") });

describe("an id that is not here", () => {
  test("is fetched once for many who ask, and then served with its large files", async () => {
    const { id, large, commit } = await remote();
    const answers = await withWorker(() => Promise.all(Array.from({ length: 20 }, () => ask(`/api/models/${id}`))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await answers[0]?.json()).toMatchObject({ sha: commit, id: `${owner}/${id.replace("/", ".")}` });
    const [entry, ...others] = await entriesOf(id);
    expect(others).toEqual([]);
    const runs = await here
      .system()
      .db.select()
      .from(mirrorRuns)
      .where(eq(mirrorRuns.mirrorId, entry?.mirrorId ?? ""));
    expect(runs).toMatchObject([{ trigger: "import", status: "succeeded" }]);

    for (const prefix of ["", "/hf"]) {
      const file = await ask(`${prefix}/${id}/resolve/main/model.bin`);
      expect(Buffer.from(await file.arrayBuffer()).equals(large)).toBe(true);
      const head = await ask(`${prefix}/${id}/resolve/main/config.json`, { token, method: "HEAD" });
      expect([head.status, head.headers.get("x-repo-commit")]).toEqual([200, commit]);
    }
    expect((await ask(`/api/models/${id}/tree/main`)).status).toBe(200);
    const clone = await hub.fetch(`/${id}/info/refs?service=git-upload-pack`, { token });
    expect([clone.status, clone.headers.get("location")]).toEqual([
      307,
      `/models/${owner}/${id.replace("/", ".")}.git/info/refs?service=git-upload-pack`,
    ]);
    expect(await cachedAs(id)).toMatchObject({ isMirror: true, visibility: "internal" });
    const visitor = await ask(`/api/models/${id}`, {});
    expect([visitor.status, visitor.headers.get("x-error-code")]).toEqual([401, "RepoNotFound"]);
  });

  test("is missing as before while the cache is off, and where the policy says no", async () => {
    const { id } = await remote();
    const [name = ""] = id.split("/");
    const refusing: Partial<SettingValues>[] = [
      { cache: "off" },
      { cacheDeny: `${name}/*` },
      { cacheAllow: "google/* datasets/*" },
      { cacheOwner: "" },
      { cacheOwner: person.username },
      { cacheAllow: "" },
    ];
    for (const changes of refusing) {
      await allow(changes);
      const answer = await ask(`/api/models/${id}`);
      expect([answer.status, answer.headers.get("x-error-code")]).toEqual([404, "RepoNotFound"]);
    }
    await allow();
    const visitor = await ask(`/api/models/${id}`, {});
    expect([visitor.status, visitor.headers.get("x-error-code")]).toEqual([401, "RepoNotFound"]);
    const written = await ask(`/api/models/${id}/commit/main`, { token, method: "POST", body: "{}" });
    expect(written.status).toBe(404);
    const pushed = await hub.fetch(`/${id}/info/refs?service=git-receive-pack`, { token });
    expect(pushed.status).toBe(404);
    expect(await entriesOf(id)).toEqual([]);
  });

  test("is fetched for visitors where the policy says so", async () => {
    await allow({ cacheBy: "everybody", cacheVisibility: "public" });
    const { id } = await remote();
    expect((await withWorker(() => ask(`/api/models/${id}`, {}))).status).toBe(200);
  });

  test("that is larger than may be stays there", async () => {
    await allow({ cacheRepoBytes: MIB });
    const { id, repo } = await remote({ bytes: MIB + 1 });
    expect((await getReadableRepoById(there.system(), repo.id)).storageBytes).toBeGreaterThan(MIB);
    expect((await ask(`/api/models/${id}`)).status).toBe(404);
    expect(await entriesOf(id)).toMatchObject([{ status: "missing", repoId: null }]);
  });

  test("that the other hub has not got is not asked for again at once", async () => {
    const id = `${theirs.username}/it-${count + 1}`;
    expect((await ask(`/api/models/${id}`)).status).toBe(404);
    await remote();
    expect((await ask(`/api/models/${id}`)).status).toBe(404);
    offsetMs = 6 * MINUTE_MS;
    expect((await withWorker(() => ask(`/api/models/${id}`))).status).toBe(200);
  });

  test("is neither there nor missing while the other hub is away", async () => {
    await allow({ cacheOrigin: "http://127.0.0.1:9" });
    const answer = await ask("/api/models/somebody/something");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await ask("/api/models/somebody/something")).status).toBe(503);
  });

  test("is one of a few that a person may ask for in a while", async () => {
    const statuses: number[] = [];
    for (let one = 0; one < 31; one += 1) statuses.push((await ask(`/api/models/nobody/none-${one}`)).status);
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([404]));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("clients", () => {
  const python = pythonClient("hub-2", { world: here, server: hub });

  test.skipIf(python.isMissing)("of Python follow to what was fetched", { timeout: 180_000 }, async () => {
    const { id, large } = await remote();
    const told = await withWorker(() => python.run("_hub_pull_through.py", { HF_TOKEN: token }, id, shaOf(large)));
    expect(told).toMatch(/huggingface_hub \d.* ok/);
  });

  test("that are git clone by the id of the other hub", { timeout: 120_000 }, async () => {
    const { id, commit } = await remote();
    const folder = join(here.folder(), "clone");
    const address = `${hub.origin().replace("//", `//somebody:${token}@`)}/${id}`;
    const settings = { GIT_LFS_SKIP_SMUDGE: "1", GIT_TERMINAL_PROMPT: "0" };
    const env = { NODE_ENV: "test" as const, PATH: "/usr/bin:/bin", HOME: here.folder(), ...settings };
    await withWorker(() => run("git", ["clone", "-q", address, folder], { env }));
    expect((await run("git", ["-C", folder, "rev-parse", "HEAD"], { env })).stdout.trim()).toBe(commit);
  });
});

describe("what is private there", () => {
  test("needs the token, is for the organization alone, and the token is told to nobody", async () => {
    const secret = (await there.token(theirs)).secret;
    const admin = here.as(await here.user({ platformRoles: ["admin"] }));
    const { id } = await remote({ visibility: "private" });
    expect((await ask(`/api/models/${id}`)).status).toBe(404);
    const told = [await setCacheToken.run(admin, { credential: secret }), await getCache.run(admin, {})];
    expect(told).toMatchObject([{ hasToken: true }, { hasToken: true }]);
    offsetMs = 6 * MINUTE_MS;
    const leading = (await here.token(leader)).secret;
    const [stranger, member] = await withWorker(async () => [
      await ask(`/api/models/${id}`),
      await ask(`/api/models/${id}`, { token: leading }),
    ]);
    expect([stranger?.status, member?.status]).toEqual([404, 200]);
    expect(await cachedAs(id)).toMatchObject({ visibility: "private" });

    const { items } = await listAuditEvents.run(admin, { limit: 50 });
    const shown = JSON.stringify([told, items, await getSystemSettings.run(admin, {}), await member?.json()]);
    expect(shown).not.toContain(secret);
    await expect(getCache.run(here.as(person), {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(setCacheToken.run(here.as(person), { credential: "x" })).rejects.toMatchObject({ code: "forbidden" });
    expect((await setCacheToken.run(admin, { credential: null })).hasToken).toBe(false);
  });
});

describe("a token for the other hub that cannot be read any more", () => {
  test("is asked for, and nothing is asked for without it", async () => {
    const admin = here.as(await here.user({ platformRoles: ["admin"] }));
    const { id } = await remote();
    const sealed = createLocalVault({ secret: "another secret of the installation" }).seal("a token");
    await setCacheToken.run({ ...admin, seal: () => sealed }, { credential: "a token" });
    const { status, headers } = await ask(`/api/models/${id}`);
    expect([status, headers.get("x-error-message")]).toEqual([503, expect.stringContaining("enter it again")]);
    expect(await entriesOf(id)).toMatchObject([{ status: "failed", repoId: null }]);
    await setCacheToken.run(admin, { credential: null });
  });
});

describe("what was fetched", () => {
  test("is brought up to date for a revision that is not here", async () => {
    const { id, repo, commit } = await remote();
    await withWorker(() => ask(`/api/models/${id}`));
    await addBranch(there.as(theirs), repo, { branch: "later", commit });
    const later = () => withWorker(() => ask(`/api/models/${id}/revision/later`));
    expect((await later()).headers.get("x-error-code")).toBe("RevisionNotFound");
    offsetMs = 6 * MINUTE_MS;
    expect((await later()).status).toBe(200);
  });

  test("goes when it is unused and too much, but not what people made their own", async () => {
    const bytes = Math.round(0.6 * MIB);
    const ids = [(await remote({ bytes })).id, (await remote({ bytes })).id, (await remote({ bytes })).id];
    for (const [index, id] of ids.entries()) {
      offsetMs = index * 20 * MINUTE_MS;
      expect((await withWorker(() => ask(`/api/models/${id}`))).status).toBe(200);
    }
    const [own = "", unused = "", used = ""] = ids;
    const [entry] = await entriesOf(own);
    const address = { shelf: "models", namespace: owner, name: own.replace("/", ".") } as const;
    await deleteMirror.run(here.as(leader), { ...address, mirrorId: entry?.mirrorId ?? "" });
    await allow({ cacheTotalBytes: MIB });
    await evictCached(here.system());
    expect([await cachedAs(own), await cachedAs(unused), await cachedAs(used)]).toMatchObject([{}, null, {}]);
  });
});
