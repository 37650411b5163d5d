import { expect, test } from "vitest";
import { checkLedgerHourly } from "@/server/billing/jobs";
import { beginWithoutFailures, createMetrics } from "@/server/metrics";
import { files } from "./files";

const texts = files();

/** Every series of one role, by the names that queries ask for. */
async function seriesOfRole(): Promise<ReadonlySet<string>> {
  const metrics = createMetrics("edge");
  metrics.gateway.watch(() => {
    const state = { unwritten: 0, lagMs: 0, journalBytes: 0, running: 0, paused: 0 };
    return { ...state, retries: { made: 0, refused: 0 } };
  });
  const described = await metrics.registry.getMetricsAsJSON();
  return new Set(
    described.flatMap(({ name, type }) =>
      String(type) === "histogram" ? ["_bucket", "_count", "_sum"].map((end) => name + end) : [name],
    ),
  );
}

test.each([...texts.keys()])("%s asks only for what is counted", async (path) => {
  const asked = new Set((texts.get(path) ?? "").match(/\byard_[a-z0-9_]+/g));
  const counted = await seriesOfRole();
  expect(asked.size).toBeGreaterThan(5);
  expect([...asked].filter((name) => !counted.has(name))).toEqual([]);
});

test("everything that the platform counts itself is on a dashboard or in an alert", async () => {
  const all = [...texts.values()].join("\n");
  const isOwn = (name: string) => !/^yard_(?:process|nodejs)_/.test(name);
  const families = [...(await seriesOfRole())].map((name) => name.replace(/_(?:bucket|count|sum)$/, ""));
  expect([...new Set(families)].filter((name) => isOwn(name) && !all.includes(name))).toEqual([]);
});

test("no label is one that Prometheus gives to whom it asks", () => {
  const labels = createMetrics("worker")
    .registry.getMetricsAsArray()
    .map((metric): string[] => Object(metric).labelNames);
  expect(labels.flat()).toContain("room");
  expect(labels.flat().filter((name) => name === "job" || name === "instance")).toEqual([]);
});

test("a job that an alert names is one, and its first failure is an increase", async () => {
  const named = (texts.get("prometheus/alerts.yml") ?? "").matchAll(/name="([\w.]+)"/g);
  const { name } = checkLedgerHourly;
  expect([...named].map(([, job]) => job)).toEqual([name]);
  const metrics = createMetrics("worker");
  beginWithoutFailures(metrics, [name]);
  const failures = async () =>
    (await metrics.registry.metrics()).match(/^yard_job_duration_seconds_count\{.*outcome="failed".*$/gm);
  expect(await failures()).toEqual([expect.stringMatching(/name="billing.checkLedgerHourly".* 0$/)]);
  metrics.jobs.observe({ name, outcome: "failed" }, 1);
  expect(await failures()).toEqual([expect.stringMatching(/ 1$/)]);
});
