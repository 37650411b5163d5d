import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkLedgerHourly } from "@/server/billing/jobs";
import { beginWithoutFailures, createMetrics } from "@/server/metrics";
import { respondMetrics } from "@/server/metrics/inner";
import { missingServer, programOf } from "@/server/testing/built-server";
import { files } from "./files";

const run = promisify(execFile);
const missing = missingServer("promtool", "prometheus") ?? missingServer("prometheus");
const folder = resolve("observability");

describe.skipIf(missing !== null)(`a real Prometheus${missing === null ? "" : ` (${missing})`}`, () => {
  const metrics = createMetrics("edge");
  const target = createServer((_request, response) => void respondMetrics(response, () => metrics.registry.metrics()));
  let home = "";
  let prometheus: ReturnType<typeof spawn> | null = null;
  let origin = "";

  beforeAll(async () => {
    metrics.gateway.watch(() => {
      const state = { unwritten: 3, lagMs: 1_500, journalBytes: 4_096, running: 2, paused: 1 };
      return { ...state, retries: { made: 4, refused: 1 } };
    });
    metrics.gateway.record({
      ...{ endpoint: "chat.completions", upstream: "provider" },
      ending: {
        tokens: { inputTokens: 100, cachedInputTokens: 40, outputTokens: 11 },
        ...{ basis: "counted", outcome: "completed", status: 200, latencyMs: 1_200, ttftMs: 200, queueMs: 2 },
      },
    });
    metrics.requests.inc({ room: "openai", method: "POST", status_class: "2xx" });
    beginWithoutFailures(metrics, [checkLedgerHourly.name]);
    await once(target.listen(0, "127.0.0.1"), "listening");
    home = await mkdtemp(join(tmpdir(), "prometheus-"));
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const scraped = `127.0.0.1:${(target.address() as AddressInfo).port}`;
    const config = {
      global: { scrape_interval: "1s", evaluation_interval: "1s" },
      rule_files: [join(folder, "prometheus", "alerts.yml")],
      scrape_configs: [{ job_name: "modelyard", static_configs: [{ targets: [scraped] }] }],
    };
    await writeFile(join(home, "prometheus.yml"), JSON.stringify(config));
    const flags = [
      `--config.file=${join(home, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(home, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    prometheus = spawn(programOf("prometheus"), flags, { stdio: "ignore" });
  });

  afterAll(async () => {
    if (prometheus && prometheus.exitCode === null) {
      const ended = once(prometheus, "exit");
      prometheus.kill();
      await ended;
    }
    target.close();
    await rm(home, { recursive: true, force: true });
  });

  const ask = async (expr: string) => {
    const answer = await fetch(`${origin}/api/v1/query?query=${encodeURIComponent(expr)}`).catch(() => null);
    return (await answer?.json().catch(() => null)) as { readonly status: string; readonly data?: Found } | null;
  };
  interface Found {
    readonly result: readonly { readonly value: readonly [number, string] }[];
  }

  test("promtool finds nothing wrong with the rules and with what is counted", async () => {
    await run(programOf("promtool"), ["check", "rules", join(folder, "prometheus", "alerts.yml")]);
    const checking = run(programOf("promtool"), ["check", "metrics"]);
    checking.child.stdin?.end(await metrics.registry.metrics());
    await checking;
  });

  test("is told what was counted", async () => {
    const value = async (expr: string) => (await ask(expr))?.data?.result[0]?.value[1];
    await expect.poll(() => value("yard_gateway_settle_lag_seconds")).toBe("1.5");
    expect(await value('yard_gateway_tokens_total{kind="input"}')).toBe("60");
    expect(await value("yard_gateway_tpot_seconds_sum")).toBe("0.1");
    expect(await value('yard_gateway_retries_total{verdict="refused"}')).toBe("1");
    expect(await value('yard_gateway_requests_total{upstream="provider",outcome="completed"}')).toBe("1");
  });

  test("calls the first failure of the hourly check an alert", async () => {
    const failures = async () =>
      (await ask(`yard_job_duration_seconds_count{name="${checkLedgerHourly.name}"}`))?.data?.result[0]?.value[1];
    await expect.poll(failures).toBe("0");
    metrics.jobs.observe({ name: checkLedgerHourly.name, outcome: "failed" }, 1);
    await expect
      .poll(() => ask('ALERTS{alertname="ModelyardLedgerUneven", alertstate="firing"}'))
      .toMatchObject({ data: { result: [{ value: [expect.anything(), "1"] }] } });
  });

  test("understands every query of the dashboards, and evaluates the alerts", async () => {
    const dashboards = [...files()].filter(([path]) => path.startsWith("grafana/")).map(([, text]) => JSON.parse(text));
    const queries: string[] = dashboards.flatMap(({ panels }) =>
      panels.flatMap(({ targets }: { targets: { expr: string }[] }) => targets.map(({ expr }) => expr)),
    );
    expect(queries.length).toBeGreaterThan(20);
    for (const expr of queries) expect({ expr, ...(await ask(expr)) }).toMatchObject({ status: "success" });
    await expect
      .poll(() => ask('ALERTS{alertname="ModelyardProviderPaused"}'))
      .toMatchObject({
        data: { result: [{ value: [expect.anything(), "1"] }] },
      });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
