import { beforeAll, describe, expect, test } from "vitest";
import { deleteRepo } from "@/server/hub/repositories/delete-repo";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import { insideOf } from "@/server/testing/inside-of";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { cancelMirrorRun } from "./cancel-mirror-run";
import { CreateMirrorInput, ImportRepoInput } from "./contract";
import { ListAllMirrorsInput } from "./contract/managed-mirror";
import { createMirror } from "./create-mirror";
import { importRepo } from "./import-repo";
import { listAllMirrors } from "./list-all-mirrors";
import { changeActiveRun } from "./store/runs";
import { updateMirror } from "./update-mirror";

describe("all mirrors of the installation", () => {
  const world = setupWorld();
  let ada: UserActor;
  let owner: Ctx<Dependency>;
  let admin: Ctx<Dependency>;

  const mirrorOf = async (name: string, more: object) => {
    const { address } = await repoWith(owner, { name, visibility: "private" });
    const mirror = await createMirror.run(owner, CreateMirrorInput.parse({ ...address, direction: "pull", ...more }));
    return { ...mirror, at: { ...address, mirrorId: mirror.id } };
  };
  const list = async (query: object = {}, ctx = admin) =>
    (await listAllMirrors.run(ctx, ListAllMirrorsInput.parse(query))).items;
  const names = async (query: object) => (await list(query)).map(({ repo }) => repo.name);

  beforeAll(async () => {
    ada = await world.user();
    admin = world.as(await world.user({ platformRoles: ["admin"] }));
    owner = world.as(ada);
    const pulled = await mirrorOf("pulled", { address: "https://huggingface.co/secret-lab/tiny", intervalMinutes: 60 });
    const pushed = await mirrorOf("pushed", { address: "https://github.com/ada/pushed", direction: "push" });
    await mirrorOf("resting", { address: "https://github.com/ada/resting" }).then(({ at }) =>
      updateMirror.run(owner, { ...at, isEnabled: false }),
    );
    const failed = { status: "failed", reason: "remote_missing", error: "secret-lab/tiny is not there" } as const;
    await changeActiveRun(owner.db, pulled.lastRun?.id ?? "", failed);
    await cancelMirrorRun.run(owner, { ...pushed.at, runId: pushed.lastRun?.id ?? "" });
    await importRepo.run(owner, ImportRepoInput.parse({ address: "https://huggingface.co/ada/taken", name: "taken" }));
  });

  test("are told to administrators alone, newest first, and of the other side the host", async () => {
    const all = await list();
    expect(all.map(({ repo }) => repo.name)).toEqual(["taken", "resting", "pushed", "pulled"]);
    expect(all.at(-1)).toMatchObject({
      repo: { kind: "model", namespace: ada.username, isReadable: false },
      ...{ direction: "pull", host: "huggingface.co", place: null, intervalMinutes: 60, mayRun: false },
      lastRun: { status: "failed", reason: "remote_missing" },
    });
    expect(JSON.stringify(all)).not.toContain("secret-lab");
    await expect(list({}, owner)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("are found by direction, state, repository and host, page by page", async () => {
    expect(await names({ direction: "push" })).toEqual(["pushed"]);
    expect(await names({ direction: "import" })).toEqual(["taken"]);
    expect(await names({ state: "failed" })).toEqual(["pulled"]);
    expect(await names({ state: "cancelled" })).toEqual(["pushed"]);
    expect(await names({ state: "off" })).toEqual(["resting"]);
    expect(await names({ state: "active", search: "taken" })).toEqual(["taken"]);
    expect(await names({ search: "GITHUB.com pus" })).toEqual(["pushed"]);
    expect(await names({ search: `${ada.username}/pull` })).toEqual(["pulled"]);
    expect(await names({ search: "secret-lab" })).toEqual([]);
    const first = await listAllMirrors.run(admin, ListAllMirrorsInput.parse({ limit: 3 }));
    const rest = await list({ limit: 3, cursor: first.nextCursor });
    expect(rest.map(({ repo }) => repo.name)).toEqual(["pulled"]);
  });

  test("tell the path of the other side where its repository tells it: what is pulled from to readers", async () => {
    const { address } = await repoWith(owner, { name: "open", visibility: "public" });
    const from = "https://huggingface.co/ada/open";
    await createMirror.run(owner, CreateMirrorInput.parse({ ...address, direction: "pull", address: from }));
    const to = "https://github.com/ada/open";
    await createMirror.run(owner, CreateMirrorInput.parse({ ...address, direction: "push", address: to }));
    const places = async (ctx = admin) => (await list({ search: "/open" }, ctx)).map(({ place }) => place);
    expect(await places()).toEqual([null, "huggingface.co/ada/open"]);
    expect(await places(insideOf(admin, "https://huggingface.co"))).toEqual([null, null]);
  });

  test("tell when a run that did not work yet is tried again", async () => {
    const address = "https://huggingface.co/ada/later";
    const { lastRun } = await importRepo.run(owner, ImportRepoInput.parse({ address, name: "later" }));
    const nextAttemptAt = new Date(Date.now() + 60_000);
    await changeActiveRun(owner.db, lastRun?.id ?? "", { reason: "remote_busy", attempt: 2, nextAttemptAt });
    const told = { nextRunAt: null, lastRun: { status: "queued", reason: "remote_busy", nextAttemptAt } };
    expect(await list({ search: "/later" })).toMatchObject([told]);
  });

  test("let who administers the repository start and stop runs; those of deleted repositories are left out", async () => {
    const { address } = await repoWith(admin, { name: "own", visibility: "private" });
    await createMirror.run(
      admin,
      CreateMirrorInput.parse({ ...address, direction: "push", address: "https://github.com/admin/own" }),
    );
    const place = "github.com/admin/own";
    expect(await list({ search: "own" })).toMatchObject([{ mayRun: true, place, repo: { isReadable: true } }]);
    await deleteRepo.run(admin, address);
    expect(await list({ search: "own" })).toEqual([]);
  });
});
