import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fetchMetrics, serveMetrics } from "./inner";
import { createMetrics, mergeExpositions } from "./metrics";

const KEY = "k".repeat(40);

describe("the metrics of inner roles", () => {
  test("are told to who has the key, and to nobody else", async () => {
    const folder = await mkdtemp(join(tmpdir(), "metrics-"));
    const address = `unix:${join(folder, "socket")}`;
    const served = await serveMetrics({ address, key: KEY, metrics: () => createMetrics("worker").registry.metrics() });
    try {
      expect(await fetchMetrics({ address, key: KEY })).toContain('role="worker"');
      await expect(fetchMetrics({ address, key: "another key" })).rejects.toThrow("It answers with 403");
    } finally {
      served.close();
      await rm(folder, { recursive: true });
    }
  });

  test("become one text, in which every name is described once", async () => {
    const texts = ["edge", "worker"].map((role) => createMetrics(role).registry.metrics());
    const merged = mergeExpositions(await Promise.all(texts));
    const names = [...merged.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !name?.startsWith("yard_"))).toEqual([]);
    expect(merged).toMatch(
      /^yard_process_resident_memory_bytes\{role="edge"\}.*\nyard_process_resident_memory_bytes\{role="worker"\}/m,
    );
  });
});
