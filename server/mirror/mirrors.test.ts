import { beforeAll, describe, expect, test } from "vitest";
import { addRepo, commitToRepo, getReadableRepo } from "@/server/hub";
import { CreateRepoInput } from "@/server/hub/contract";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import { insideOf } from "@/server/testing/inside-of";
import { setupWorld } from "@/server/testing/world";
import { cancelMirrorRun } from "./cancel-mirror-run";
import { CreateMirrorInput, ImportRepoInput, MAX_PUSH_MIRRORS } from "./contract";
import { createMirror } from "./create-mirror";
import { deleteMirror } from "./delete-mirror";
import { getMirror } from "./get-mirror";
import { getMirrorOrigin } from "./get-mirror-origin";
import { importRepo } from "./import-repo";
import { listMirrorRuns } from "./list-mirror-runs";
import { listMirrors } from "./list-mirrors";
import { startDue } from "./start-due-mirrors";
import { startMirrorRun } from "./start-mirror-run";
import { findMirror, updateMirrorRow } from "./store/mirrors";
import { updateMirror } from "./update-mirror";

const world = setupWorld();
const SECRET = "hf_a-secret-of-the-other-side";
const ELSEWHERE = "https://huggingface.co/ada/tiny";
let ada: UserActor;
let ctx: Ctx<Dependency>;
let count = 0;

beforeAll(async () => {
  ada = await world.user();
  ctx = world.as(ada);
});

async function newRepo(namespace = ada.username) {
  count += 1;
  const input = CreateRepoInput.parse({ shelf: "models", namespace, name: `it-${count}`, visibility: "public" });
  const repo = await addRepo(ctx, input);
  return { shelf: "models", namespace, name: repo.name } as const;
}

type Address = Awaited<ReturnType<typeof newRepo>>;

const mirrorOf = (address: Address, more: Partial<Parameters<typeof CreateMirrorInput.parse>[0] & object> = {}) =>
  createMirror.run(ctx, CreateMirrorInput.parse({ ...address, direction: "pull", address: ELSEWHERE, ...more }));

const repoAt = ({ namespace, name }: Address) => getReadableRepo(ctx, { kind: "model", namespace, name });

const write = async (address: Address) =>
  commitToRepo(ctx, await repoAt(address), {
    branch: "main",
    message: "A change",
    operations: [{ kind: "put", path: "note.txt", content: Buffer.from("note") }],
  });

describe("a mirror that pulls", () => {
  test("makes its repository read-only until it is ended", async () => {
    const address = await newRepo();
    const mirror = await mirrorOf(address);
    expect(mirror).toMatchObject({
      place: "huggingface.co/ada/tiny",
      lastRun: { status: "queued", trigger: "first" },
    });
    await expect(write(address)).rejects.toMatchObject({ code: "forbidden", reason: "mirror" });
    expect((await repoAt(address)).isMirror).toBe(true);

    await deleteMirror.run(ctx, { ...address, mirrorId: mirror.id });
    expect((await repoAt(address)).isMirror).toBe(false);
    await write(address);
  });

  test("is one for each repository; places to push to are some", async () => {
    const address = await newRepo();
    await mirrorOf(address);
    await expect(mirrorOf(address)).rejects.toMatchObject({ code: "conflict", reason: "already_mirrored" });
    for (let place = 0; place < MAX_PUSH_MIRRORS; place += 1) {
      const { id } = await mirrorOf(address, { direction: "push", address: `https://example.com/a/${place}.git` });
      const { lastRun } = await getMirror.run(ctx, { ...address, mirrorId: id });
      await cancelMirrorRun.run(ctx, { ...address, mirrorId: id, runId: lastRun?.id ?? "" });
    }
    const more = mirrorOf(address, { direction: "push", address: "https://example.com/a/more.git" });
    await expect(more).rejects.toMatchObject({ code: "quota_exceeded", reason: "too_many_mirrors" });
  });

  test("leaves large files out; one that pushes cannot", async () => {
    const address = await newRepo();
    const pushing = { direction: "push", address: "https://example.com/a/b.git", skipFiles: ["*.bin"] };
    await expect(mirrorOf(address, pushing)).rejects.toMatchObject({ code: "invalid", reason: "pushed_whole" });
    expect((await mirrorOf(address, { skipFiles: ["*.bin"] })).skipFiles).toEqual(["*.bin"]);
  });

  test("tells everybody who sees the repository where it comes from, and nobody else", async () => {
    const address = await newRepo();
    const stranger = world.as(await world.user());
    expect(await getMirrorOrigin.run(stranger, address)).toMatchObject({ place: null, status: null });
    await mirrorOf(address);
    const origin = { place: "huggingface.co/ada/tiny", url: ELSEWHERE, syncedAt: null, status: "queued" };
    expect(await getMirrorOrigin.run(stranger, address)).toMatchObject(origin);
  });

  test("tells the name of a host inside to its administrators alone", async () => {
    const address = await newRepo();
    await mirrorOf(address);
    const opened = (ctx: Ctx<Dependency>) => insideOf(ctx, "https://huggingface.co");
    const hidden = { place: null, url: null, status: "queued" };
    expect(await getMirrorOrigin.run(opened(world.as(await world.user())), address)).toMatchObject(hidden);
    expect(await getMirrorOrigin.run(opened(world.as(ada)), address)).toMatchObject({ url: ELSEWHERE });
  });
});

describe("mirrors of a repository", () => {
  test("are the business of its administrators alone", async () => {
    const address = await newRepo();
    const { id: mirrorId, lastRun } = await mirrorOf(address);
    const stranger = world.as(await world.user());
    const one = { ...address, mirrorId };
    const calls = [
      () => listMirrors.run(stranger, { ...address, limit: 20 }),
      () => getMirror.run(stranger, one),
      () => updateMirror.run(stranger, { ...one, isEnabled: false }),
      () => startMirrorRun.run(stranger, one),
      () => listMirrorRuns.run(stranger, { ...one, limit: 20 }),
      () => cancelMirrorRun.run(stranger, { ...one, runId: lastRun?.id ?? "" }),
      () => deleteMirror.run(stranger, one),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "forbidden" });
  });

  test("are not reached through another repository", async () => {
    const { id: mirrorId } = await mirrorOf(await newRepo());
    const other = { ...(await newRepo()), mirrorId };
    await expect(getMirror.run(ctx, other)).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteMirror.run(ctx, other)).rejects.toMatchObject({ code: "not_found" });
  });

  test("ask for the password again before they send something to another place", async () => {
    const address = await newRepo();
    const late = world.as({ ...ada, signedInAt: new Date(0) });
    const input = { ...address, direction: "push", address: "https://example.com/a/b.git" };
    const call = createMirror.run(late, CreateMirrorInput.parse(input));
    await expect(call).rejects.toMatchObject({ reason: "reauthentication_required" });
  });
});

describe("a credential of the other side", () => {
  test("is sealed, shown to nobody, and forgotten with its address", async () => {
    const address = await newRepo();
    const mirror = await mirrorOf(address, { credential: SECRET, intervalMinutes: 60 });
    const one = { ...address, mirrorId: mirror.id };
    const row = await findMirror(ctx.db, mirror.id);
    expect(row?.credential).not.toContain(SECRET);
    expect(ctx.open(row?.credential ?? "")).toBe(SECRET);
    const shown = [mirror, await getMirror.run(ctx, one), await listMirrors.run(ctx, { ...address, limit: 20 })];
    expect(JSON.stringify(shown)).not.toContain(row?.credential);
    expect(JSON.stringify(shown)).not.toContain(SECRET);
    expect(mirror.hasCredential).toBe(true);

    const same = await updateMirror.run(ctx, { ...one, address: `${ELSEWHERE}/tree/main`, intervalMinutes: null });
    expect(same).toMatchObject({ hasCredential: true, intervalMinutes: null, nextRunAt: null });
    const moved = await updateMirror.run(ctx, { ...one, address: "https://huggingface.co/eve/tiny" });
    expect(moved.hasCredential).toBe(false);
    const given = await updateMirror.run(ctx, { ...one, address: ELSEWHERE, credential: SECRET });
    expect(given.hasCredential).toBe(true);
    expect((await updateMirror.run(ctx, { ...one, credential: null })).hasCredential).toBe(false);
  });

  test("does not stand in the audit trail", async () => {
    const address = await newRepo();
    await mirrorOf(address, { credential: SECRET });
    const trail = await ctx.db.execute("select details::text as details from audit_events");
    expect(JSON.stringify(trail)).toContain("huggingface.co/ada/tiny");
    expect(JSON.stringify(trail)).not.toContain(SECRET);
  });
});

describe("runs of a mirror", () => {
  test("are one at a time, and are stopped while they wait", async () => {
    const address = await newRepo();
    const { id: mirrorId, lastRun } = await mirrorOf(address);
    const one = { ...address, mirrorId };
    await expect(startMirrorRun.run(ctx, one)).rejects.toMatchObject({ code: "conflict", reason: "run_active" });
    const stopped = await cancelMirrorRun.run(ctx, { ...one, runId: lastRun?.id ?? "" });
    expect(stopped.status).toBe("cancelled");
    expect((await startMirrorRun.run(ctx, one)).status).toBe("queued");
    const { items } = await listMirrorRuns.run(ctx, { ...one, limit: 20 });
    expect(items.map(({ status }) => status)).toEqual(["queued", "cancelled"]);
  });

  test("do not start while the mirror is off", async () => {
    const address = await newRepo();
    const { id: mirrorId, lastRun } = await mirrorOf(address, { intervalMinutes: 60 });
    const one = { ...address, mirrorId };
    await cancelMirrorRun.run(ctx, { ...one, runId: lastRun?.id ?? "" });
    const off = await updateMirror.run(ctx, { ...one, isEnabled: false });
    expect(off).toMatchObject({ isEnabled: false, nextRunAt: null });
    await expect(startMirrorRun.run(ctx, one)).rejects.toMatchObject({ reason: "mirror_disabled" });
    const on = await updateMirror.run(ctx, { ...one, isEnabled: true });
    expect(on.nextRunAt?.getTime()).toBeGreaterThan(Date.now());
  });

  test("start by the clock, once for each time, and not for a mirror that is off", async () => {
    const [due, off] = [await newRepo(), await newRepo()];
    const mirrors = [await mirrorOf(due, { intervalMinutes: 60 }), await mirrorOf(off, { intervalMinutes: 60 })];
    for (const { id, lastRun } of mirrors) {
      const address = id === mirrors[0]?.id ? due : off;
      await cancelMirrorRun.run(ctx, { ...address, mirrorId: id, runId: lastRun?.id ?? "" });
    }
    const [first, second] = mirrors.map(({ id }) => id);
    await updateMirrorRow(ctx.db, second ?? "", { isEnabled: false });
    const later = new Date(Date.now() + 61 * 60_000);
    const clock = { ...world.system(), now: () => later };
    await startDue(clock);
    await startDue(clock);
    const runsOf = async (address: Address, mirrorId = "") =>
      (await listMirrorRuns.run(ctx, { ...address, mirrorId, limit: 20 })).items.map(({ trigger }) => trigger);
    expect(await runsOf(due, first)).toEqual(["schedule", "first"]);
    expect(await runsOf(off, second)).toEqual(["first"]);
    const next = await findMirror(ctx.db, first ?? "");
    expect(next?.nextRunAt?.getTime()).toBe(later.getTime() + 60 * 60_000);
  });
});

describe("an import", () => {
  const importOf = (more: Partial<Parameters<typeof ImportRepoInput.parse>[0] & object> = {}, as = ctx) =>
    importRepo.run(as, ImportRepoInput.parse({ address: ELSEWHERE, ...more }));

  test("makes a private repository of the same name, which is read-only while it comes", async () => {
    const person = await world.user();
    const own = world.as(person);
    const { repo, ...mirror } = await importOf({ credential: SECRET }, own);
    expect(repo).toMatchObject({ kind: "model", namespace: person.username, name: "tiny" });
    expect(mirror).toMatchObject({ direction: "pull", isOneOff: true, lastRun: { trigger: "import" } });
    const made = await getReadableRepo(own, { kind: "model", namespace: person.username, name: "tiny" });
    expect(made).toMatchObject({ visibility: "private", isMirror: true, headCommit: null });
    await expect(importOf({}, own)).rejects.toMatchObject({ code: "conflict", reason: "name_taken" });
  });

  test("into an account is for those who may create repositories there", async () => {
    const organization = await world.organization(ada);
    const stranger = world.as(await world.user());
    await expect(importOf({ namespace: organization.name }, stranger)).rejects.toMatchObject({ code: "forbidden" });
    const leader = world.as(await world.again(ada));
    const { repo } = await importOf({ namespace: organization.name, name: "other", shelf: "datasets" }, leader);
    expect(repo).toMatchObject({ kind: "dataset", namespace: organization.name, name: "other" });
  });

  test("asks nothing of a server elsewhere for who may not import", async () => {
    const asked: string[] = [];
    const fetch = async (address: string | URL) => {
      asked.push(String(address));
      throw new Error("asked");
    };
    const address = "https://git.example/ada/tiny.git";
    await expect(importOf({ address }, { ...world.as({ kind: "anonymous" }), fetch })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const { actor } = await world.token(await world.user(), { role: "read" });
    await expect(importOf({ address }, { ...world.as(actor), fetch })).rejects.toMatchObject({ code: "forbidden" });
    expect(asked).toEqual([]);
  });

  test("that is given up leaves a repository that its people fill themselves", async () => {
    const own = world.as(await world.user());
    const { repo, id: mirrorId } = await importOf({}, own);
    const address = { shelf: "models", namespace: repo.namespace, name: repo.name } as const;
    await deleteMirror.run(own, { ...address, mirrorId });
    const made = await getReadableRepo(own, { kind: "model", namespace: repo.namespace, name: repo.name });
    expect(made.isMirror).toBe(false);
  });

  test("beyond the limit of waiting runs leaves no repository behind", async () => {
    const own = world.as(await world.user());
    for (let index = 0; index < 20; index += 1) await importOf({ name: `it-${index}` }, own);
    const reason = "too_many_runs";
    await expect(importOf({ name: "one-more" }, own)).rejects.toMatchObject({ code: "quota_exceeded", reason });
    const namespace = own.actor.kind === "user" ? own.actor.username : "";
    const missing = getReadableRepo(own, { kind: "model", namespace, name: "one-more" });
    await expect(missing).rejects.toMatchObject({ code: "not_found" });
  });
});
