import { describe, expect, test } from "vitest";
import { createLocalVault } from "@/server/adapters/vault-local";
import { readRefs } from "@/server/git";
import { getReadableRepo } from "@/server/hub";
import type { Ctx, Dependency } from "@/server/kernel";
import { insideOf } from "@/server/testing/inside-of";
import { setupRemoteGit } from "@/server/testing/remote-git";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { cancelMirrorRun } from "./cancel-mirror-run";
import { CreateMirrorInput, ImportRepoInput, PreviewImportInput } from "./contract";
import { createMirror } from "./create-mirror";
import { deleteMirror } from "./delete-mirror";
import { getMirror } from "./get-mirror";
import { importRepo } from "./import-repo";
import { previewImport } from "./preview-import";
import { runNow } from "./run-mirror";
import { startMirrorRun } from "./start-mirror-run";

const world = setupWorld();
const there = setupRemoteGit(world);
const never = new AbortController().signal;
let count = 0;

const inside = (ctx: Ctx<Dependency>) => insideOf(ctx, there.origin());

async function newSides({ isPrivate = false } = {}) {
  count += 1;
  there.interfere(() => false);
  const ctx = inside(world.as(await world.user()));
  const remote = await there.repository(`${isPrivate ? "private/" : ""}side-${count}`);
  return { ctx, remote };
}

type More = Partial<Parameters<typeof ImportRepoInput.parse>[0] & object>;

async function newImport(ctx: Ctx<Dependency>, url: string, more: More = {}) {
  const { repo, ...mirror } = await importRepo.run(
    ctx,
    ImportRepoInput.parse({ address: url, shelf: "models", ...more }),
  );
  const address = { shelf: "models", namespace: repo.namespace, name: repo.name } as const;
  const one = { ...address, mirrorId: mirror.id };
  const runId = mirror.lastRun?.id ?? "";
  return {
    one,
    runId,
    run: (signal = never, id = runId) => runNow(inside(world.system()), id, signal),
    again: async () => (await startMirrorRun.run(ctx, one)).id,
    mirror: () => getMirror.run(ctx, one),
    repo: () => getReadableRepo(ctx, { kind: "model", namespace: repo.namespace, name: repo.name }),
    refs: async () => readRefs(ctx, (await getReadableRepo(ctx, { kind: "model", ...address })).id),
  };
}

describe("an import", () => {
  test("brings branches, tags and card, and leaves the repository to its people", async () => {
    const { ctx, remote } = await newSides();
    await remote.commit("main", { "README.md": "---\nlicense: mit\n---\n# Tiny\n" });
    await remote.git("branch", "dev/one", "main");
    await remote.git("tag", "v1", "main");
    const head = await remote.git("rev-parse", "main");
    const it = await newImport(ctx, remote.url);
    await it.run();

    const { lastRun, syncedAt } = await it.mirror();
    expect(lastRun).toMatchObject({ status: "succeeded", refs: 3, error: null, step: null });
    expect(syncedAt).not.toBeNull();
    const names = ["refs/heads/dev/one", "refs/heads/main", "refs/tags/v1"];
    expect(new Set((await it.refs()).keys())).toEqual(new Set(names));
    expect(await it.repo()).toMatchObject({ isMirror: false, headCommit: head, license: "mit" });
    await expect(it.again()).rejects.toMatchObject({ reason: "import_finished" });
  });

  test("begins with the branch that the other side begins with", async () => {
    const { ctx, remote } = await newSides();
    await remote.git("branch", "-m", "main", "trunk");
    await remote.git("symbolic-ref", "HEAD", "refs/heads/trunk");
    const it = await newImport(ctx, remote.url);
    await it.run();
    const head = await remote.git("rev-parse", "trunk");
    expect(await it.repo()).toMatchObject({ defaultBranch: "trunk", headCommit: head });
  });

  test("takes what its patterns say", async () => {
    const { ctx, remote } = await newSides();
    for (const name of ["release/1", "dev"]) await remote.git("branch", name, "main");
    await remote.git("tag", "v1", "main");
    const it = await newImport(ctx, remote.url, { refs: ["main", "release/*"] });
    await it.run();
    expect(new Set((await it.refs()).keys())).toEqual(new Set(["refs/heads/main", "refs/heads/release/1"]));

    const none = await newImport(ctx, remote.url, { name: "none", refs: ["nothing-*"] });
    await none.run();
    expect((await none.mirror()).lastRun).toMatchObject({ status: "failed", reason: "nothing_wanted" });
  });

  test("done twice, or after it is over, changes nothing", async () => {
    const { ctx, remote } = await newSides();
    const it = await newImport(ctx, remote.url);
    await Promise.all([it.run(), it.run()]);
    const before = await it.mirror();
    expect(before.lastRun?.status).toBe("succeeded");
    await remote.commit("main", { "more.txt": "more" });
    await it.run();
    expect(await it.mirror()).toEqual(before);
  });
});

describe("a run", () => {
  test("whose token cannot be read any more fails and asks for it, though it could do without", async () => {
    const { ctx, remote } = await newSides();
    const it = await newImport(ctx, remote.url, { credential: "secret-word" });
    const { open } = createLocalVault({ secret: "another secret of the installation" });
    await runNow({ ...inside(world.system()), open }, it.runId, never);
    const { lastRun } = await it.mirror();
    expect(lastRun).toMatchObject({ status: "failed", reason: "credential_unreadable", nextAttemptAt: null });
    expect(lastRun?.error).toBe("The credential cannot be read; enter it again");
    expect([...(await it.refs()).keys()]).toEqual([]);
  });

  test("of a private repository says what to do, and is done once the token is right", async () => {
    const { ctx, remote } = await newSides({ isPrivate: true });
    const it = await newImport(ctx, remote.url, { remoteUser: "ada", credential: "wrong-and-secret" });
    await it.run();
    const { lastRun } = await it.mirror();
    expect(lastRun).toMatchObject({ status: "failed", reason: "remote_refused" });
    expect(lastRun?.error).toContain("access token");
    expect(JSON.stringify(lastRun)).not.toContain("wrong-and-secret");
    expect((await it.repo()).isMirror).toBe(true);

    const right = await newImport(ctx, remote.url, { name: "right", remoteUser: "ada", credential: "right" });
    await right.run();
    expect((await right.mirror()).lastRun?.status).toBe("succeeded");
  });

  test("is tried again after what passes, and goes on where it was", async () => {
    const { ctx, remote } = await newSides();
    const it = await newImport(ctx, remote.url);
    there.interfere((_request, response) => {
      response.writeHead(503).end();
      return true;
    });
    await it.run();
    expect((await it.mirror()).lastRun).toMatchObject({ status: "queued", attempt: 2, reason: "remote_busy" });
    expect((await it.mirror()).lastRun?.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now());
    there.interfere(() => false);
    await it.run();
    expect((await it.mirror()).lastRun).toMatchObject({ status: "succeeded", attempt: 2, error: null });
  });

  test("gives up after some attempts, and a person starts it once more", async () => {
    const { ctx, remote } = await newSides();
    const it = await newImport(ctx, remote.url);
    there.interfere((_request, response) => {
      response.writeHead(502).end();
      return true;
    });
    for (let attempt = 0; attempt < 6; attempt += 1) await it.run();
    expect((await it.mirror()).lastRun).toMatchObject({ status: "failed", attempt: 6 });
    there.interfere(() => false);
    await it.run(never, await it.again());
    expect((await it.mirror()).lastRun).toMatchObject({ status: "succeeded", attempt: 1 });
  });

  test("stops when somebody says so or ends the mirror, although the other side never answers", async () => {
    for (const isEnded of [false, true]) {
      const { ctx, remote } = await newSides();
      const it = await newImport(ctx, remote.url);
      const asked = Promise.withResolvers<void>();
      there.interfere(() => {
        asked.resolve();
        return true; // never answered
      });
      const running = it.run();
      await asked.promise;
      if (isEnded) await deleteMirror.run(ctx, it.one);
      else await cancelMirrorRun.run(ctx, { ...it.one, runId: it.runId });
      await running;
      const last = isEnded ? null : (await it.mirror()).lastRun?.status;
      expect(last).toBe(isEnded ? null : "cancelled");
    }
  });

  test("whose worker ends is not over: the next worker does it", async () => {
    const { ctx, remote } = await newSides();
    const it = await newImport(ctx, remote.url);
    const worker = new AbortController();
    there.interfere(() => {
      worker.abort();
      return true;
    });
    await expect(it.run(worker.signal)).rejects.toThrow();
    expect((await it.mirror()).lastRun?.status).toBe("running");
    there.interfere(() => false);
    await it.run();
    expect((await it.mirror()).lastRun?.status).toBe("succeeded");
  });
});

describe("a lasting mirror", () => {
  test("follows its source, also when history there was rewritten", async () => {
    const { ctx, remote } = await newSides();
    const it = await newImport(ctx, remote.url, { isLasting: true });
    await it.run();
    expect((await it.repo()).isMirror).toBe(true);
    const added = await remote.commit("main", { "more.txt": "more" });
    await it.run(never, await it.again());
    expect((await it.refs()).get("refs/heads/main")).toBe(added);
    const rewritten = await remote.commit("main", { "other.txt": "other" }, null);
    await it.run(never, await it.again());
    expect((await it.refs()).get("refs/heads/main")).toBe(rewritten);
    expect((await it.mirror()).lastRun).toMatchObject({ status: "succeeded", refs: 1 });
  });

  test("on a repository with history of its own leaves that alone and says so", async () => {
    const { ctx, remote } = await newSides();
    const { address, commit, repo } = await repoWith(ctx, { name: "own", texts: { "a.txt": "a" } });
    const input = CreateMirrorInput.parse({ ...address, direction: "pull", address: remote.url });
    const { id: mirrorId, lastRun } = await createMirror.run(ctx, input);
    await runNow(inside(world.system()), lastRun?.id ?? "", never);
    const { lastRun: done } = await getMirror.run(ctx, { ...address, mirrorId });
    expect(done).toMatchObject({ status: "failed", reason: "diverged" });
    expect(done?.error).toContain("main");
    expect((await readRefs(ctx, repo.id)).get("refs/heads/main")).toBe(commit);
  });
});

describe("a mirror that pushes", () => {
  test("sends what is here, and then what changes", async () => {
    const { ctx, remote } = await newSides();
    await remote.git("update-ref", "-d", "refs/heads/main");
    const { address, commit } = await repoWith(ctx, { name: "sent", texts: { "a.txt": "a" } });
    const input = CreateMirrorInput.parse({ ...address, direction: "push", address: remote.url });
    const { id: mirrorId, lastRun } = await createMirror.run(ctx, input);
    await runNow(inside(world.system()), lastRun?.id ?? "", never);
    const { lastRun: done } = await getMirror.run(ctx, { ...address, mirrorId });
    expect(done).toMatchObject({ status: "succeeded", refs: 1 });
    expect(await remote.git("rev-parse", "main")).toBe(commit);
  });

  test("does not replace what the other side had of its own", async () => {
    const { ctx, remote } = await newSides();
    const before = await remote.git("rev-parse", "main");
    const { address } = await repoWith(ctx, { name: "kept", texts: { "a.txt": "a" } });
    const input = CreateMirrorInput.parse({ ...address, direction: "push", address: remote.url });
    const { id: mirrorId, lastRun } = await createMirror.run(ctx, input);
    await runNow(inside(world.system()), lastRun?.id ?? "", never);
    expect((await getMirror.run(ctx, { ...address, mirrorId })).lastRun).toMatchObject({ reason: "diverged" });
    expect(await remote.git("rev-parse", "main")).toBe(before);
  });
});

describe("a look at an address", () => {
  test("tells what is there, and nothing is kept of it", async () => {
    const { ctx, remote } = await newSides();
    await remote.git("branch", "dev", "main");
    await remote.git("tag", "v1", "main");
    const found = await previewImport.run(ctx, PreviewImportInput.parse({ address: remote.url }));
    expect(found).toMatchObject({
      ...{ source: "git", kind: "code", suggestedName: `side-${count}`, defaultBranch: "main", isEmpty: false },
      ...{ branches: ["main", "dev"], branchCount: 2, tagCount: 1 },
    });
  });

  test("says why it cannot be taken, and is for people with an account", async () => {
    const { ctx, remote } = await newSides({ isPrivate: true });
    const input = PreviewImportInput.parse({ address: remote.url });
    const hidden = {
      code: "not_found",
      reason: "remote_hidden",
      message: expect.stringContaining("add an access token"),
    };
    await expect(previewImport.run(ctx, input)).rejects.toMatchObject(hidden);
    const wrong = { ...input, remoteUser: "ada", credential: "wrong" };
    await expect(previewImport.run(ctx, wrong)).rejects.toMatchObject({ reason: "remote_refused" });
    const missing = { address: `${there.origin()}/nothing/here.git` };
    await expect(previewImport.run(ctx, missing)).rejects.toMatchObject(hidden);
    const known = { ...missing, remoteUser: "ada", credential: "right" };
    await expect(previewImport.run(ctx, known)).rejects.toMatchObject({ reason: "remote_missing" });
    const visitor = inside(world.as({ kind: "anonymous" }));
    await expect(previewImport.run(visitor, input)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
