import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What one role counts. Labels never hold a user, key, owner or model name: their number is not bounded. */
export function createMetrics(role: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ role });
  collectDefaultMetrics({ register: registry, prefix: "yard_" });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "yard_http_request_seconds",
      help: "Duration of requests at the front door, until the last byte",
      labelNames: ["room", "status"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60],
      registers,
    }),
    jobs: new Histogram({
      name: "yard_job_seconds",
      help: "Duration of jobs by outcome",
      labelNames: ["job", "outcome"],
      buckets: [0.01, 0.05, 0.2, 1, 5, 30, 120],
      registers,
    }),
    limited: new Counter({
      name: "yard_rate_limited_total",
      help: "Requests refused because a caller sent too many",
      labelNames: ["bucket"],
      registers,
    }),
    ready: new Gauge({ name: "yard_part_ready", help: "1 when a part is ready", labelNames: ["part"], registers }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
