import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { createGatewayMetrics } from "./gateway";

/** Gauges that are named like counters; what they sum up is told by type as well. */
const MISNAMED = ["handles", "requests", "resources"];

/** What one role counts. Labels never hold a user, key, owner or model name: their number is not bounded. */
export function createMetrics(role: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ role });
  collectDefaultMetrics({ register: registry, prefix: "yard_" });
  for (const what of MISNAMED) registry.removeSingleMetric(`yard_nodejs_active_${what}_total`);
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: "yard_http_requests_total",
      help: "Requests at the front door, by the room that answered",
      labelNames: ["room", "method", "status_class"],
      registers,
    }),
    requestSeconds: new Histogram({
      name: "yard_http_request_duration_seconds",
      help: "Duration of requests at the front door, until the last byte",
      labelNames: ["room"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60],
      registers,
    }),
    jobs: new Histogram({
      name: "yard_job_duration_seconds",
      help: "Duration of jobs by outcome",
      labelNames: ["name", "outcome"], // `job` is a label that Prometheus gives to whom it asks
      buckets: [0.01, 0.05, 0.2, 1, 5, 30, 120],
      registers,
    }),
    limited: new Counter({
      name: "yard_rate_limited_total",
      help: "Requests refused because a caller sent too many",
      labelNames: ["bucket"],
      registers,
    }),
    slowQueries: new Counter({
      name: "yard_slow_queries_total",
      help: "Queries that took longer than YARD_SLOW_QUERY_MS",
      registers,
    }),
    sshConnections: new Gauge({ name: "yard_ssh_connections", help: "Open connections over SSH", registers }),
    sshCommands: new Histogram({
      name: "yard_ssh_command_duration_seconds",
      help: "Duration of commands over SSH, by how they ended",
      labelNames: ["command", "outcome"],
      buckets: [0.05, 0.2, 1, 5, 30, 120, 600],
      registers,
    }),
    sshRefused: new Counter({
      name: "yard_ssh_refused_total",
      help: "Connections over SSH that were not let in, by reason",
      labelNames: ["reason"],
      registers,
    }),
    gateway: createGatewayMetrics(registers),
    ready: new Gauge({ name: "yard_part_ready", help: "1 when a part is ready", labelNames: ["part"], registers }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;

/** Tells 0 failures of each job: for Prometheus a counter that begins with its first one has not increased. */
export function beginWithoutFailures({ jobs }: Pick<Metrics, "jobs">, names: readonly string[]): void {
  for (const name of names) jobs.zero({ name, outcome: "failed" });
}

/** Several roles' metrics as one text: Prometheus wants everything of one name in one place, described once. */
export function mergeExpositions(texts: readonly string[]): string {
  const families = new Map<string, string[]>();
  for (const block of texts.flatMap((text) => text.split(/^(?=# HELP )/m))) {
    const lines = block.split("\n").filter(Boolean);
    const head = lines.filter((line) => line.startsWith("#")).join("\n");
    const samples = lines.filter((line) => !line.startsWith("#"));
    families.set(head, [...(families.get(head) ?? []), ...samples]);
  }
  return [...families].map(([head, samples]) => `${head}\n${samples.join("\n")}\n`).join("\n");
}
