import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureDefaultPrices } from "@/server/billing";
import { topUpWallet } from "@/server/billing/funds/top-up-wallet";
import { setWalletLimit } from "@/server/billing/set-wallet-limit";
import { listIntervals } from "@/server/billing/store/intervals";
import { deleteRepo } from "@/server/hub/repositories/delete-repo";
import { renameRepo } from "@/server/hub/repositories/rename-repo";
import { updateRepo } from "@/server/hub/repositories/update-repo";
import { collect } from "@/server/testing/collect";
import { deploymentsIn } from "@/server/testing/deployments";
import { setupWorld } from "@/server/testing/world";
import { addressOf, listCallable } from ".";
import { DeployModelInput, EstimateFitInput, ListDeployableInput, StreamDeploymentLogsInput } from "./contract";
import { deleteDeployment } from "./delete-deployment";
import { deployModel } from "./deploy-model";
import { downloadDeploymentLogs } from "./download-deployment-logs";
import { estimateFit } from "./estimate-fit";
import { getDeployment } from "./get-deployment";
import { inferenceHandlers } from "./handlers";
import { listDeployable } from "./list-deployable";
import { listDeploymentAttempts } from "./list-deployment-attempts";
import { restartDeployment } from "./restart-deployment";
import { deleteDeploymentRow, findAnyDeployment } from "./store/deployments";
import { streamDeploymentLogs } from "./stream-deployment-logs";
import { updateDeployment } from "./update-deployment";

const world = setupWorld();
const { installRuntime, model, until, reconcile } = deploymentsIn(world);
let weights: Buffer;
const deploying = (name: string, more: object = {}) => DeployModelInput.parse({ model: name, ...more });
const small = { params: { context: 256, parallel: 1, threads: 1 } };
const { signal } = new AbortController();

beforeAll(async () => {
  weights = await readFile("samples/guide/guide-2m-q8_0.gguf");
  await ensureDefaultPrices(world.system());
  await installRuntime();
}, 300_000);

const request = (lastEventId: string | null) => ({
  ...{ signal, lastEventId, contentType: null },
  body: (async function* () {})(),
});

async function logOf(id: string, lastEventId: string | null = null) {
  const input = StreamDeploymentLogsInput.parse({ id });
  const { body } = await streamDeploymentLogs.run(world.system(), input, request(lastEventId));
  return (await collect(body)).map((event) => {
    const [, eventId = "", data = "{}"] = /^id: (.*)\ndata: (.*)\n\n$/.exec(String(event)) ?? [];
    return { eventId, ...JSON.parse(data) };
  });
}

test("one person follows few logs at once, and leaves room when they go", async () => {
  const owner = await world.user();
  const ctx = world.as(owner);
  const made = await deployModel.run(ctx, deploying(await model(owner, { files: { "m-q8_0.gguf": weights } }), small));
  const gone = new AbortController();
  const follow = (signal: AbortSignal) =>
    streamDeploymentLogs.run(ctx, StreamDeploymentLogsInput.parse({ id: made.id, follow: true }), {
      ...request(null),
      signal,
    });
  for (let count = 0; count < 16; count += 1) await follow(gone.signal);
  await expect(follow(signal)).rejects.toMatchObject({ code: "unavailable" });
  gone.abort();
  expect((await follow(signal)).contentType).toBe("text/event-stream");
});

describe("a deployment", () => {
  test("runs, answers, is metered, survives a new worker, scales to 0 and back, and keeps its logs", async () => {
    const owner = await world.user();
    const ctx = world.as(owner);
    const name = await model(owner, { files: { "m-q8_0.gguf": weights } });
    const made = await deployModel.run(ctx, deploying(name, small));
    expect(made).toMatchObject({
      model: name,
      owner: owner.username,
      revision: "main",
      file: "m-q8_0.gguf",
      framework: "llama-cpp",
      replicas: 1,
      status: "pending",
      reason: null,
    });
    await until(made.id, { status: "running", runningReplicas: 1, reason: null });

    const [address = ""] = await addressOf(ctx, made.id);
    const answer = await fetch(`${address}/v1/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: name, prompt: "What is", max_tokens: 4 }),
    });
    expect(await answer.json()).toMatchObject({ usage: { completion_tokens: expect.any(Number) } });
    expect(await listCallable(ctx, { ownerIds: [owner.userId], userId: owner.userId })).toMatchObject([
      { id: made.id, model: name, addresses: [address] },
    ]);
    expect(await listCallable(ctx, { ownerIds: [], userId: owner.userId })).toEqual([]);
    const intervals = () =>
      listIntervals(ctx.db, { ownerId: owner.userId, instanceId: made.id, after: null, limit: 10 });
    expect(await intervals()).toMatchObject([{ label: name, replicas: 1, endedAt: null }]);

    await Promise.all([1, 2, 3].map(() => reconcile(made.id)));
    expect(await addressOf(ctx, made.id)).toEqual([address]);
    expect((await listDeploymentAttempts.run(ctx, { id: made.id, limit: 20 })).items).toMatchObject([
      { replica: 0, attempt: 1, outcome: "running" },
    ]);

    const file = await stat(join(ctx.live.runFolders.weightsOf(made.id), "m-q8_0.gguf"));
    expect(file.nlink).toBeGreaterThan(1);

    expect(await updateDeployment.run(ctx, { id: made.id, replicas: 0 })).toMatchObject({ status: "stopping" });
    await until(made.id, { status: "stopped", runningReplicas: 0 });
    await expect(fetch(`${address}/health`)).rejects.toThrow();
    expect(await intervals()).toMatchObject([{ endReason: "stopped" }]);
    expect(await updateDeployment.run(ctx, { id: made.id, replicas: 1 })).toMatchObject({ status: "pending" });
    await until(made.id, { status: "running" });
    await restartDeployment.run(ctx, { id: made.id });
    await until(made.id, { status: "running" });

    const log = await logOf(made.id);
    expect(log.filter(({ stream }) => stream === "platform").map(({ line }) => line)).toContain("Running");
    expect(log.filter(({ line }) => line.includes('"phase":"ready"'))).toHaveLength(3);
    const first = await downloadDeploymentLogs.run(ctx, { id: made.id, replica: 0, attempt: 1 }, request(null));
    const lines = (await collect(first.body)).join("");
    expect(lines.match(/"phase":"ready"/g)).toHaveLength(1);
    expect(lines).not.toContain("attempt=2");
    const half = log[Math.floor(log.length / 2)];
    expect((await logOf(made.id, half?.eventId)).map(({ line }) => line).toSorted()).toEqual(
      log
        .slice(Math.floor(log.length / 2) + 1)
        .map(({ line }) => line)
        .toSorted(),
    );

    await deleteDeployment.run(ctx, { id: made.id });
    await expect(getDeployment.run(ctx, { id: made.id })).rejects.toMatchObject({ code: "not_found" });
    await reconcile(made.id);
    expect(await findAnyDeployment(ctx.db, made.id)).toBe(null);
    expect(await ctx.ports.compute.observe(made.id)).toEqual([]);
  }, 120_000);

  test("keeps running under a new name, stops when its model is hidden from the owner, and when it is deleted", async () => {
    const author = await world.user();
    const owner = await world.user();
    const [authorCtx, ctx] = [world.as(author), world.as(owner)];
    const name = await model(author, { files: { "m.gguf": weights } });
    const { id, repoId } = await deployModel.run(ctx, deploying(name, small));
    await until(id, { status: "running" });
    const follow = () => inferenceHandlers.handlers.followModel(world.system(), { repoId }, signal);
    const [namespace = "", repo = ""] = name.split("/");

    await renameRepo.run(authorCtx, { shelf: "models", namespace, name: repo, newName: `${repo}-new` });
    await follow();
    await until(id, { status: "running", model: `${name}-new` });

    await updateRepo.run(authorCtx, { shelf: "models", namespace, name: `${repo}-new`, visibility: "private" });
    await follow();
    await until(id, { status: "stopped", replicas: 0, reason: { code: "model_not_readable" } });
    await expect(updateDeployment.run(ctx, { id, replicas: 1 })).rejects.toMatchObject({
      reason: "model_not_readable",
    });

    await updateRepo.run(authorCtx, { shelf: "models", namespace, name: `${repo}-new`, visibility: "public" });
    await updateDeployment.run(ctx, { id, replicas: 1 });
    await until(id, { status: "running", reason: null });
    await deleteRepo.run(authorCtx, { shelf: "models", namespace, name: `${repo}-new` });
    await follow();
    await until(id, { status: "stopped", reason: { code: "model_deleted" } });
  }, 120_000);

  test("stops when its owner's limit is used up, and starts again when there is money", async () => {
    const owner = await world.user();
    const ctx = world.as(owner);
    const { id } = await deployModel.run(ctx, deploying(await model(owner, { files: { "m.gguf": weights } }), small));
    await until(id, { status: "running" });
    const finance = world.as(world.stranger({ platformRoles: ["finance"] }));
    await setWalletLimit.run(finance, { owner: owner.username, limit: "0" });
    await until(id, { status: "stopped", replicas: 0, reason: { code: "insufficient_quota" } });
    await expect(updateDeployment.run(ctx, { id, replicas: 1 })).rejects.toMatchObject({ code: "quota_exceeded" });

    await topUpWallet.run(finance, { owner: owner.username, amount: "1", kind: "top_up", reason: "a test" });
    await updateDeployment.run(ctx, { id, replicas: 1 });
    await until(id, { status: "running", reason: null });
    await deleteDeployment.run(ctx, { id });
    await reconcile(id);
  }, 120_000);

  test("of a corrupt file fails with that cause and is not tried again", async () => {
    const owner = await world.user();
    const broken = Buffer.concat([weights.subarray(0, 40_000), Buffer.alloc(1_000)]);
    const name = await model(owner, { files: { "m.gguf": broken } });
    const { id } = await deployModel.run(world.as(owner), deploying(name, small));
    await until(id, { status: "failed", reason: { code: "corrupt_file" } });
    await reconcile(id);
    expect((await listDeploymentAttempts.run(world.as(owner), { id, limit: 20 })).items).toMatchObject([
      { attempt: 1, outcome: "failed", reason: { code: "corrupt_file" } },
    ]);
  }, 60_000);

  test("that needs more memory than there is says so with numbers, and runs once its settings are smaller", async () => {
    const owner = await world.user();
    const ctx = world.as(owner);
    const name = await model(owner, { files: { "m.gguf": weights } });
    const huge = { params: { context: 16_000_000, parallel: 64 } };
    const { id } = await deployModel.run(ctx, deploying(name, huge));
    await until(id, {
      reason: { code: "host_oom", message: expect.stringMatching(/needs about .* MiB .* are available/) },
    });
    const params = small.params;
    expect(await updateDeployment.run(ctx, { id, params })).toMatchObject({ params, status: "starting" });
    await until(id, { status: "running", reason: null });
    await deleteDeployment.run(ctx, { id });
    await reconcile(id);
  }, 60_000);

  test("is ended by the sweep when its row is gone", async () => {
    const owner = await world.user();
    const name = await model(owner, { files: { "m.gguf": weights } });
    const ctx = world.system();
    const { id } = await deployModel.run(world.as(owner), deploying(name, small));
    await until(id, { status: "running" });
    const [address = ""] = await addressOf(ctx, id);
    await deleteDeploymentRow(ctx.db, id);
    await inferenceHandlers.handlers.sweepDeployments(ctx, {}, signal);
    await expect(fetch(`${address}/health`)).rejects.toThrow();
    expect(await ctx.ports.compute.observe(id)).toEqual([]);
  }, 60_000);
});

describe("deploying", () => {
  test("needs a readable model, a right on the owner, and for sharing the platform's", async () => {
    const [owner, stranger] = [await world.user(), await world.user()];
    const hidden = await model(owner, { visibility: "private", files: { "m.gguf": weights } });
    await expect(deployModel.run(world.as(stranger), deploying(hidden))).rejects.toMatchObject({ code: "not_found" });
    const open = await model(owner, { files: { "m.gguf": weights } });
    await expect(deployModel.run(world.as(stranger), deploying(open, { owner: owner.username }))).rejects.toMatchObject(
      { code: "forbidden" },
    );
    await expect(deployModel.run(world.as(stranger), deploying(open, { shared: true }))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(deployModel.run(world.as(stranger), deploying(open, { file: "other.gguf" }))).rejects.toMatchObject({
      reason: "file_not_found",
    });
    await expect(
      deployModel.run(world.as(stranger), deploying(open, { params: { context: "many" } })),
    ).rejects.toMatchObject({ reason: "bad_params" });
    const { id } = await deployModel.run(world.as(owner), deploying(open, { replicas: 0 }));
    await expect(getDeployment.run(world.as(stranger), { id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("what nothing serves says so, and what fits is told with its price and its command", async () => {
    const owner = await world.user();
    const ctx = world.as(owner);
    const tensors = await model(owner, { files: { "model.safetensors": weights } });
    await expect(deployModel.run(ctx, deploying(tensors))).rejects.toMatchObject({ reason: "unsupported_format" });
    expect(await listDeployable.run(ctx, ListDeployableInput.parse({ model: tensors }))).toMatchObject({
      items: [],
      reason: "No runtime of this platform serves safetensors files",
    });

    const name = await model(owner, { files: { "m-q8_0.gguf": weights } });
    expect(await listDeployable.run(ctx, ListDeployableInput.parse({ model: name }))).toMatchObject({
      items: [{ file: "m-q8_0.gguf", quantization: "Q8_0", sizeBytes: weights.length, isDefault: true }],
      runtime: { id: "llama-cpp", isInstalled: true },
      reason: null,
    });
    const fit = await estimateFit.run(ctx, EstimateFitInput.parse({ model: name, context: 512, parallel: 2 }));
    expect(fit).toMatchObject({
      weightsBytes: weights.length,
      context: 512,
      parallel: 2,
      isExact: true,
      verdict: "fits",
    });
    expect(fit.price).toMatchObject({ perMinute: "0.001", currency: "USD" });
    expect(fit.totalBytes).toBe(fit.weightsBytes + fit.cacheBytes + fit.computeBytes);
    expect(fit.curl).toContain("/api/v1/deployments");
  });
});
