import { chart, dashboard, figure, quantile } from "../panels";

const PANELS = [
  figure({
    title: "Parts that are not ready",
    description: "As /readyz tells, with the reason.",
    unit: "short",
    expr: "count(yard_part_ready == 0) or vector(0)",
    alarming: 1,
  }),
  figure({
    title: "Failed requests",
    description: "Share of answers in five minutes that are errors of ours.",
    unit: "percentunit",
    expr: 'sum(rate(yard_http_requests_total{status_class="5xx"}[5m])) / sum(rate(yard_http_requests_total[5m]))',
    alarming: 0.01,
  }),
  figure({
    title: "Failed jobs",
    description: "In the last hour; Administration names them.",
    unit: "short",
    expr: 'sum(increase(yard_job_duration_seconds_count{outcome="failed"}[1h]))',
    alarming: 1,
  }),
  figure({
    title: "Connections over SSH",
    description: "Open ones.",
    unit: "short",
    expr: "sum(yard_ssh_connections)",
  }),
  chart({
    title: "Requests",
    description: "By the protocol that answered.",
    unit: "reqps",
    lines: [{ expr: "sum by (room) (rate(yard_http_requests_total[5m]))", legend: "{{room}}" }],
  }),
  chart({
    title: "Answers",
    description: "By their status.",
    unit: "reqps",
    lines: [{ expr: "sum by (status_class) (rate(yard_http_requests_total[5m]))", legend: "{{status_class}}" }],
  }),
  chart({
    title: "Duration of requests",
    description: "Until the last byte: what transfers files takes as long as the files are large.",
    unit: "s",
    lines: [{ expr: quantile(0.95, "yard_http_request_duration_seconds", ["room"]), legend: "{{room}} p95" }],
  }),
  chart({
    title: "Refused as too many",
    description: "By the limit that refused.",
    unit: "reqps",
    lines: [{ expr: "sum by (bucket) (rate(yard_rate_limited_total[5m]))", legend: "{{bucket}}" }],
  }),
  chart({
    title: "Jobs",
    description: "How long they take.",
    unit: "s",
    lines: [{ expr: quantile(0.95, "yard_job_duration_seconds", ["name"]), legend: "{{name}} p95" }],
  }),
  chart({
    title: "Commands over SSH",
    description: "By how they ended.",
    unit: "ops",
    lines: [
      {
        expr: "sum by (command, outcome) (rate(yard_ssh_command_duration_seconds_count[5m]))",
        legend: "{{command}} {{outcome}}",
      },
      { expr: "sum by (reason) (rate(yard_ssh_refused_total[5m]))", legend: "refused: {{reason}}" },
    ],
  }),
  chart({
    title: "Memory",
    description: "Resident, by role.",
    unit: "bytes",
    lines: [{ expr: "yard_process_resident_memory_bytes", legend: "{{role}}" }],
  }),
  chart({
    title: "CPU",
    description: "Cores in use, by role.",
    unit: "short",
    lines: [{ expr: "rate(yard_process_cpu_seconds_total[5m])", legend: "{{role}}" }],
  }),
  chart({
    title: "Delay of the event loop",
    description: "A role that is late here answers everybody late.",
    unit: "s",
    lines: [{ expr: "yard_nodejs_eventloop_lag_p99_seconds", legend: "{{role}} p99" }],
  }),
  chart({
    title: "Slow queries",
    description: "The log has their text.",
    unit: "short",
    lines: [{ expr: "sum by (role) (rate(yard_slow_queries_total[5m]))", legend: "{{role}} per second" }],
  }),
];

/** Whether all parts work, what people and clients get, and what the processes need. */
export const platform = () => dashboard("modelyard-platform", "Modelyard: the platform", PANELS);
