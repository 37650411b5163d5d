import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listAuditEvents } from "@/server/audit/list-audit-events";
import { createApiKey } from "@/server/gateway/create-api-key";
import { blobName } from "@/server/git/write-blobs";
import { putCollaborator } from "@/server/hub/collaborators/put-collaborator";
import { commitFiles } from "@/server/hub/commits/commit-files";
import { CommitFilesInput } from "@/server/hub/contract/content";
import { ListSecretFindingsInput, UpdateSecretFindingInput } from "@/server/hub/contract/secrets";
import { getSecretPolicy } from "@/server/hub/secrets/get-secret-policy";
import { listSecretFindings } from "@/server/hub/secrets/list-secret-findings";
import { updateSecretFinding } from "@/server/hub/secrets/update-secret-finding";
import { updateSecretPolicy } from "@/server/hub/secrets/update-secret-policy";
import { hashOf } from "@/server/identity";
import { listNotifications } from "@/server/notifications/list-notifications";
import { tellSecretsFound } from "@/server/notifications/tell-secrets";
import { getSystemSettings } from "@/server/settings/get-system-settings";
import { updateSettings } from "@/server/settings/update-settings";
import { setupGitServer } from "@/server/testing/git-server";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { githubToken } from "@/server/testing/secrets";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupGitServer(world);
const hub = setupHubServer(world);

async function installation(pushedSecrets: "off" | "warn" | "block") {
  const admin = world.as(await world.user({ platformRoles: ["admin"] }));
  const { version } = await getSystemSettings.run(admin, {});
  await updateSettings.run(admin, { version, pushedSecrets });
}

let count = 0;
async function repository({ mode = "inherit", allowedPaths = [] as string[] } = {}) {
  count += 1;
  const user = await world.user();
  const ctx = world.as(user);
  const { repo, address } = await repoWith(ctx, { name: "it", texts: { "a.txt": "a" } });
  if (mode !== "inherit" || allowedPaths.length > 0) {
    await updateSecretPolicy.run(ctx, { ...address, mode: mode as "warn" | "block", allowedPaths });
  }
  const { secret: token } = await world.token(user);
  const clone = await server.clone(server.urlOf(`/${repo.namespace}/it`, token));
  const push = () => clone.git("push", "origin", "HEAD:main");
  const findings = async (state?: "open" | "false_positive") =>
    (await listSecretFindings.run(ctx, ListSecretFindingsInput.parse({ ...address, state }))).items;
  const committing = (path: string, text: string) =>
    commitFiles.run(
      ctx,
      CommitFilesInput.parse({ ...address, summary: "Edit", changes: [{ kind: "put", path, text }] }),
    );
  return { user, ctx, repo, address, token, clone, push, findings, committing, secret: githubToken(`repo ${count}`) };
}

describe("secrets in a push over HTTP", () => {
  test("are told to who pushes and kept for the administrators, never with the secret (K1)", async () => {
    await installation("warn");
    const { clone, push, findings, secret } = await repository();
    await clone.write("conf/.env", `A=1\nTOKEN=${secret}\n`);
    await clone.commit("settings");
    const told = await push();
    expect(told).toMatch(/remote: warning: secrets were found/);
    expect(told).toContain("conf/.env:2 in commit ");
    expect(told).toContain("a GitHub token (ghp_…)");
    const head = (await clone.git("rev-parse", "HEAD")).trim();
    const found = await findings();
    expect(found).toMatchObject([
      { path: "conf/.env", line: 2, kind: "github", start: "ghp_", state: "open", isRefused: false, commit: head },
    ]);
    const trail = await listAuditEvents.run(world.as(await world.user({ platformRoles: ["auditor"] })), { limit: 20 });
    for (const text of [told, JSON.stringify(found), JSON.stringify(trail)]) expect(text).not.toContain(secret);
    await clone.write("again.txt", `TOKEN=${secret}\n`);
    await clone.commit("the same elsewhere");
    await push();
    expect(await findings()).toHaveLength(1);
  });

  test("are refused where the repository blocks, and nothing moves (K2)", async () => {
    await installation("warn");
    const { clone, push, findings, secret } = await repository({ mode: "block" });
    const before = await clone.git("ls-remote", "origin");
    await clone.write(".env", `TOKEN=${secret}\n`);
    await clone.commit("settings");
    const refusal = await push().catch(({ stderr }: { stderr: string }) => stderr);
    expect(refusal).toMatch(/\.env:1 in commit [0-9a-f]{10}: a GitHub token \(ghp_…\)/);
    expect(refusal).toContain("modelyard:allow-secret");
    expect(refusal).not.toContain(secret);
    expect(await clone.git("ls-remote", "origin")).toBe(before);
    expect(await findings()).toMatchObject([{ path: ".env", isRefused: true }]);
    await clone.write(".env", `TOKEN=${secret} # modelyard:allow-secret\n`);
    await clone.git("commit", "--quiet", "--all", "--amend", "-m", "marked");
    expect(await push()).toContain("-> main");
  });

  test("are found in the first of two commits when the second takes them away (K3)", async () => {
    await installation("block");
    const { clone, push, secret } = await repository();
    await clone.write(".env", `TOKEN=${secret}\n`);
    await clone.commit("oops");
    const first = (await clone.git("rev-parse", "HEAD")).trim();
    await clone.write(".env", "TOKEN=\n");
    await clone.commit("taken away");
    await expect(push()).rejects.toMatchObject({ stderr: expect.stringContaining(`commit ${first.slice(0, 10)}`) });
    await installation("warn");
  });

  test("come in silently when an administrator has settled them, and are asked about again once opened (K4)", async () => {
    await installation("warn");
    const { ctx, address, clone, push, findings, secret } = await repository({ mode: "block" });
    await clone.write("fixture.txt", `${secret}\n`);
    await clone.commit("fixture");
    await expect(push()).rejects.toMatchObject({ stderr: expect.stringContaining("fixture.txt:1") });
    const [finding] = await findings();
    const settle = (state: string) =>
      updateSecretFinding.run(
        ctx,
        UpdateSecretFindingInput.parse({ ...address, findingId: finding?.id, state, note: "made up" }),
      );
    expect(await settle("used_in_tests")).toMatchObject({ state: "used_in_tests", note: "made up" });
    expect(await push()).not.toContain("warning");
    expect(await settle("open")).toMatchObject({ state: "open", resolvedBy: null, resolvedAt: null });
    await clone.write("copy.txt", `a copy: ${secret}\n`);
    await clone.commit("copy");
    await expect(push()).rejects.toMatchObject({ stderr: expect.stringContaining("copy.txt:1") });
  });

  test("are not looked for in allowed paths, unless the installation blocks (K5)", async () => {
    await installation("warn");
    const { ctx, address, clone, push, findings, secret } = await repository({ allowedPaths: ["tests/**"] });
    await clone.write("tests/deep/key.txt", `${secret}\n`);
    await clone.commit("allowed");
    expect(await push()).not.toContain("warning");
    expect(await findings()).toEqual([]);
    await installation("block");
    expect(await getSecretPolicy.run(ctx, address)).toMatchObject({ mode: "inherit", installation: "block" });
    await clone.write("tests/other.txt", `${githubToken("other")}\n`);
    await clone.commit("not allowed any more");
    await expect(push()).rejects.toMatchObject({ stderr: expect.stringContaining("tests/other.txt:1") });
    await updateSecretPolicy.run(ctx, { ...address, mode: "warn", allowedPaths: [] });
    await expect(push()).rejects.toMatchObject({ stderr: expect.stringContaining("takes none") });
    await installation("off");
    expect(await push()).toContain("warning");
    await updateSecretPolicy.run(ctx, { ...address, mode: "inherit", allowedPaths: [] });
    await clone.write("b.txt", `${githubToken("third")}\n`);
    await clone.commit("nobody looks");
    expect(await push()).not.toContain("warning");
    await installation("warn");
  });

  test("are looked for by a hook that replaces the one of an older release (K9)", async () => {
    const { ctx, clone, push, secret } = await repository({ mode: "block" });
    const hook = join(ctx.live.repositories.hooks, "pre-receive");
    await writeFile(hook, "#!/bin/sh\nexit 0\n");
    await chmod(hook, 0o755);
    await clone.write(".env", `TOKEN=${secret}\n`);
    await clone.commit("settings");
    await expect(push()).rejects.toMatchObject({ stderr: expect.stringContaining(".env:1") });
    expect(await readFile(hook, "utf8")).toContain("verdict");
  });
});

describe("secrets in a commit that the platform makes", () => {
  test("are refused with where they stand, and leave no blob (K2)", async () => {
    await installation("warn");
    const { ctx, repo, committing, findings, secret } = await repository({ mode: "block" });
    const text = `# card\n${secret}\n`;
    await expect(committing("notes.md", text)).rejects.toMatchObject({
      code: "invalid",
      reason: "secret_found",
      details: { secrets: [{ path: "notes.md", line: 2, kind: "github", start: "ghp_" }] },
      message: expect.not.stringContaining(secret),
    });
    expect(await ctx.live.repositories.objects(repo.id).info(blobName(Buffer.from(text)))).toBeNull();
    expect(await findings()).toMatchObject([{ path: "notes.md", line: 2, isRefused: true, commit: null }]);
  });

  test("come in with a notice where nobody blocks", async () => {
    await installation("warn");
    const { committing, findings, secret } = await repository();
    const { secrets, commit } = await committing("notes.md", `${secret}\n`);
    expect(secrets).toEqual([{ path: "notes.md", line: 1, kind: "github", start: "ghp_" }]);
    expect(await findings()).toMatchObject([{ commit, isRefused: false }]);
    expect((await committing("plain.md", "nothing\n")).secrets).toEqual([]);
  });

  test("are refused and told of on the endpoint of Hugging Face clients", async () => {
    await installation("warn");
    const { ctx, address, repo, token, secret } = await repository();
    const body = (path: string) =>
      [
        { key: "header", value: { summary: "Upload" } },
        { key: "file", value: { path, content: Buffer.from(`x ${secret}\n`).toString("base64"), encoding: "base64" } },
      ]
        .map((line) => JSON.stringify(line))
        .join("\n");
    const send = (path: string, query = "") =>
      hub.fetch(`/api/models/${repo.namespace}/it/commit/main${query}`, {
        method: "POST",
        token,
        headers: { "content-type": "application/x-ndjson" },
        body: body(path),
      });
    const warned = await send("one.txt");
    expect([warned.status, ((await warned.json()) as { hookOutput: string }).hookOutput]).toEqual([
      200,
      expect.stringContaining("one.txt:1: a GitHub token (ghp_…)"),
    ]);
    await updateSecretPolicy.run(ctx, { ...address, mode: "block", allowedPaths: [] });
    for (const query of ["", "?create_pr=1"]) {
      const refused = await send("two.txt", query);
      const text = await refused.text();
      expect(refused.status).toBe(400);
      expect(text).toContain("two.txt:1");
      expect(text).not.toContain(secret);
    }
  });
});

describe("findings", () => {
  test("are seen and settled by administrators of that repository alone (K6)", async () => {
    await installation("warn");
    const { ctx, address, committing, findings, secret } = await repository();
    await committing("notes.md", `${secret}\n`);
    const [finding] = await findings("open");
    const settle = { ...address, findingId: finding?.id ?? "", state: "revoked" as const, note: "" };
    const writer = await world.user();
    await putCollaborator.run(ctx, { ...address, username: writer.username, role: "write" });
    for (const person of [world.as(writer), world.as(await world.user())]) {
      const refused = { code: "forbidden" };
      await expect(listSecretFindings.run(person, { ...address, limit: 20 })).rejects.toMatchObject(refused);
      await expect(updateSecretFinding.run(person, settle)).rejects.toMatchObject(refused);
      await expect(getSecretPolicy.run(person, address)).rejects.toMatchObject(refused);
      await expect(
        updateSecretPolicy.run(person, { ...address, mode: "warn", allowedPaths: [] }),
      ).rejects.toMatchObject(refused);
    }
    const other = await repository();
    await expect(updateSecretFinding.run(other.ctx, { ...settle, ...other.address })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await findings("false_positive")).toEqual([]);
  });

  test("are told to administrators once, and to the holder of a token of this platform (K7)", async () => {
    await installation("warn");
    const { ctx, repo, committing, findings } = await repository();
    const victim = await world.user();
    const { secret } = await world.token(victim);
    const holder = world.as(victim);
    const key = await createApiKey.run(holder, { owner: victim.username, name: "leaked" });
    await committing("leak.txt", `${secret}\n${key.secret}\n`);
    const found = await findings();
    expect(found.map(({ kind }) => kind).sort()).toEqual(["yard_api_key", "yard_token"]);
    const own = [secret, key.secret].map((text) => ({ hash: hashOf(text), findingId: found[0]?.id ?? "" }));
    const news = { repoId: repo.id, findingIds: found.map(({ id }) => id), own };
    await tellSecretsFound(world.system(), news);
    await tellSecretsFound(world.system(), news);
    const toldTo = async (person: typeof ctx) => (await listNotifications.run(person, { limit: 20 })).items;
    expect(await toldTo(ctx)).toMatchObject([{ kind: "secretsFound", params: { count: "2" } }]);
    const told = await toldTo(holder);
    expect(told.map(({ kind, path }) => [kind, path]).sort()).toEqual([
      ["tokenExposed", "/console/api-keys"],
      ["tokenExposed", "/settings/tokens"],
    ]);
    expect(JSON.stringify(told)).not.toContain(secret);
  });
});
