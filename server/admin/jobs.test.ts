import { runOnce, type TaskList } from "graphile-worker";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { listAuditEvents } from "@/server/audit/list-audit-events";
import { defineJob, enqueue } from "@/server/kernel";
import { allPages } from "@/server/testing/all-pages";
import { setupWorld } from "@/server/testing/world";
import { JobInput, ListJobsInput } from "./contract";
import { adminOperations } from "./operations";

const { getJobCounts, listJobs, removeJob, retryJob, runJobNow } = adminOperations;

const greet = defineJob({ name: "test.greet", payload: z.object({ who: z.string() }), attempts: 1, timeoutMs: 1_000 });
const insist = defineJob({ name: "test.insist", payload: z.object({}), attempts: 5, timeoutMs: 1_000 });
const asked = (input: object = {}) => ListJobsInput.parse(input);
const HOUR_MS = 3_600_000;

describe("the job queue for operators", () => {
  const world = setupWorld();
  const operator = async () => world.as(await world.user({ platformRoles: ["ops"] }));
  const named = async (name: string) => (await listJobs.run(world.system(), asked({ name }))).items;
  const only = async (name: string) => {
    const [job] = await named(name);
    if (!job) throw new Error(`There is no job ${name}`);
    return job;
  };

  /** The real runner, until nothing is due. */
  async function work(taskList: TaskList) {
    await runOnce({
      connectionString: world.databaseUrl(),
      taskList,
      noHandleSignals: true,
      preset: { worker: QUIET },
    });
  }

  test("shows what waits, what is due later, and what was given up with its reason", async () => {
    const ctx = world.system();
    await enqueue(ctx, greet, { payload: { who: "Ada" } });
    await enqueue(ctx, insist, { payload: {}, delayMs: HOUR_MS, key: "once" });
    expect(await only(greet.name)).toMatchObject({ state: "waiting", payload: { who: "Ada" }, attempts: 0 });
    expect(await only(insist.name)).toMatchObject({ state: "scheduled", key: "test.insist:once", maxAttempts: 5 });

    await work({ [greet.name]: () => Promise.reject(new Error("nobody is at home")) });
    expect(await only(greet.name)).toMatchObject({ state: "failed", lastError: "nobody is at home", attempts: 1 });
    expect((await listJobs.run(ctx, asked({ state: "failed" }))).items.map(({ name }) => name)).toEqual([greet.name]);
    const counts = await getJobCounts.run(ctx, {});
    expect(counts.states).toMatchObject({ failed: 1, scheduled: 1 });
    expect(counts.names).toContainEqual({ name: greet.name, count: 1, failed: 1 });
  });

  test("a job that was given up is done when it is retried, and the trail says by whom", async () => {
    const ctx = await operator();
    const { id } = await only(greet.name);
    await expect(runJobNow.run(ctx, { id })).rejects.toMatchObject({ reason: "job_failed" });
    await retryJob.run(ctx, { id });
    expect(await only(greet.name)).toMatchObject({ state: "waiting", attempts: 0 });
    await expect(retryJob.run(ctx, { id })).rejects.toMatchObject({ reason: "job_not_failed" });

    await work({ [greet.name]: () => Promise.resolve() });
    expect(await named(greet.name)).toEqual([]);
    const auditor = world.as(await world.user({ platformRoles: ["auditor"] }));
    const { items } = await listAuditEvents.run(auditor, { target: greet.name, action: "job.", limit: 5 });
    expect(items).toMatchObject([{ action: "job.retried", target: { id }, details: { attempts: 1 } }]);
  });

  test("a job that waits for its time starts at once, keeps its attempts, and is tried again later", async () => {
    const ctx = await operator();
    await runJobNow.run(ctx, { id: (await only(insist.name)).id });
    expect(await only(insist.name)).toMatchObject({ state: "waiting" });
    const since = Date.now();
    await work({ [insist.name]: () => Promise.reject(new Error("not yet")) });
    const failedOnce = await only(insist.name);
    expect(failedOnce).toMatchObject({ state: "retrying", attempts: 1, lastError: "not yet" });
    expect(failedOnce.runAt.getTime()).toBeGreaterThan(since);
  });

  test("a job that runs is left alone, also by two operators at once", async () => {
    const ctx = await operator();
    await enqueue(world.system(), greet, { payload: { who: "Ben" } });
    const refusals: unknown[] = [];
    const whileRunning = async () => {
      const { id, state, runner } = await only(greet.name);
      expect({ state, runner }).toEqual({ state: "running", runner: expect.any(String) });
      for (const change of [retryJob, runJobNow, removeJob]) {
        refusals.push(await change.run(ctx, { id }).catch((error: unknown) => error));
      }
    };
    await work({ [greet.name]: whileRunning });
    expect(refusals).toMatchObject(Array(3).fill({ code: "conflict", reason: "job_running" }));
    expect(await named(greet.name)).toEqual([]);
  });

  test("a removed job is never done; a second removal finds nothing", async () => {
    const ctx = await operator();
    await enqueue(world.system(), greet, { payload: { who: "Eve" } });
    const { id } = await only(greet.name);
    await removeJob.run(ctx, { id });
    await expect(removeJob.run(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    const greeted: unknown[] = [];
    await work({ [greet.name]: async (payload) => void greeted.push(payload) });
    expect(greeted).toEqual([]);
  });

  test("pages lose nothing, and a cursor of another filter is refused", async () => {
    const ctx = await operator();
    for (const who of ["1", "2", "3", "4", "5"]) await enqueue(world.system(), greet, { payload: { who }, key: who });
    const seen = await allPages((cursor) => listJobs.run(ctx, asked({ name: greet.name, limit: 2, cursor })));
    expect(seen.map(({ payload }) => payload)).toEqual(["5", "4", "3", "2", "1"].map((who) => ({ who })));

    const { nextCursor } = await listJobs.run(ctx, asked({ limit: 2 }));
    const foreign = listJobs.run(ctx, asked({ state: "failed", cursor: nextCursor ?? "" }));
    await expect(foreign).rejects.toMatchObject({ reason: "bad_cursor" });
  });

  test.each(["claim of something", "{}", "null"])("a sealed text of another kind is no cursor: %s", async (text) => {
    const ctx = await operator();
    const answer = listJobs.run(ctx, asked({ cursor: ctx.seal(text) }));
    await expect(answer).rejects.toMatchObject({ code: "invalid", reason: "bad_cursor" });
  });

  test("is for operators only, and not for tokens that may only read", async () => {
    const owner = await world.user({ platformRoles: ["owner"] });
    const { actor: reader } = await world.token(owner, { role: "read" });
    const { actor: narrow } = await world.token(owner, {
      role: "fineGrained",
      scopes: [{ target: { kind: "everything" }, permissions: ["repo.read"] }],
    });
    for (const actor of [await world.user(), await world.user({ platformRoles: ["auditor"] }), reader, narrow]) {
      const ctx = world.as(actor);
      await expect(listJobs.run(ctx, asked())).rejects.toMatchObject({ code: "forbidden" });
      await expect(getJobCounts.run(ctx, {})).rejects.toMatchObject({ code: "forbidden" });
      for (const change of [retryJob, runJobNow, removeJob]) {
        await expect(change.run(ctx, { id: "1" })).rejects.toMatchObject({ code: "forbidden" });
      }
    }
    const visitor = world.as({ kind: "anonymous" });
    await expect(listJobs.run(visitor, asked())).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test.each(["0", "-1", "1.5", "1e3", "", "9".repeat(19), "1; drop table jobs"])("refuses the number %j", (id) => {
    expect(JobInput.safeParse({ id }).success).toBe(false);
  });
});

const QUIET = { pollInterval: 100, completeJobBatchDelay: 0, failJobBatchDelay: 0 } as const;
