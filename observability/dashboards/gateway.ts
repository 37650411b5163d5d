import { chart, dashboard, figure, quantile } from "../panels";

const PANELS = [
  figure({
    title: "Running",
    description: "Calls that run on deployments and providers.",
    unit: "short",
    expr: "sum(yard_gateway_inflight)",
  }),
  figure({
    title: "Failing",
    description: "Share of calls in five minutes that failed on our side or with who served them.",
    unit: "percentunit",
    expr: 'sum(rate(yard_gateway_requests_total{outcome="failed"}[5m])) / sum(rate(yard_gateway_requests_total[5m]))',
    alarming: 0.05,
  }),
  figure({
    title: "Charges on their way",
    description: "They lie in the journal on disk; more than a few for long means that the database is away.",
    unit: "short",
    expr: "sum(yard_gateway_journal_waiting)",
    alarming: 1_000,
  }),
  figure({
    title: "Providers left alone",
    description: "They failed five times in a row; each is asked again after half a minute.",
    unit: "short",
    expr: "sum(yard_gateway_providers_paused)",
    alarming: 1,
  }),
  chart({
    title: "Calls",
    description: "By how they ended.",
    unit: "reqps",
    lines: [{ expr: "sum by (outcome) (rate(yard_gateway_requests_total[5m]))", legend: "{{outcome}}" }],
  }),
  chart({
    title: "Tokens",
    description: "Input that was in a cache is told apart.",
    unit: "short",
    lines: [{ expr: "sum by (kind) (rate(yard_gateway_tokens_total[5m]))", legend: "{{kind}} per second" }],
  }),
  chart({
    title: "Time to the first token",
    description: "By who served the call. A deployment that is slow here has more calls than places.",
    unit: "s",
    lines: [
      { expr: quantile(0.5, "yard_gateway_ttft_seconds", ["upstream"]), legend: "{{upstream}} p50" },
      { expr: quantile(0.95, "yard_gateway_ttft_seconds", ["upstream"]), legend: "{{upstream}} p95" },
    ],
  }),
  chart({
    title: "Time between tokens",
    description: "Mean of each call after its first token.",
    unit: "s",
    lines: [
      { expr: quantile(0.5, "yard_gateway_tpot_seconds", ["upstream"]), legend: "{{upstream}} p50" },
      { expr: quantile(0.95, "yard_gateway_tpot_seconds", ["upstream"]), legend: "{{upstream}} p95" },
    ],
  }),
  chart({
    title: "Duration of calls",
    description: "Until the last byte, by endpoint.",
    unit: "s",
    lines: [
      { expr: quantile(0.95, "yard_gateway_request_duration_seconds", ["endpoint"]), legend: "{{endpoint}} p95" },
    ],
  }),
  chart({
    title: "Before a call is sent on",
    description: "From its admission until it was sent to who serves it.",
    unit: "s",
    lines: [
      { expr: quantile(0.5, "yard_gateway_queue_wait_seconds"), legend: "p50" },
      { expr: quantile(0.99, "yard_gateway_queue_wait_seconds"), legend: "p99" },
    ],
  }),
  chart({
    title: "Retries",
    description: "Tries after a failed one. Refused ones mean that their budget is used up: most calls fail.",
    unit: "short",
    lines: [{ expr: "sum by (verdict) (rate(yard_gateway_retries_total[5m]))", legend: "{{verdict}} per second" }],
  }),
  chart({
    title: "Journal of charges",
    description: "Bytes that the database may not have; at 1 GiB calls are refused.",
    unit: "bytes",
    lines: [{ expr: "sum(yard_gateway_journal_bytes)", legend: "bytes" }],
  }),
  chart({
    title: "Age of the oldest charge on its way",
    description: "Under load charges are written together every 100 ms.",
    unit: "s",
    lines: [{ expr: "max(yard_gateway_settle_lag_seconds)", legend: "age" }],
  }),
];

/** Calls of models: how many, how fast, what becomes of them, and whether their charges reach the database. */
export const gateway = () => dashboard("modelyard-gateway", "Modelyard: calls of models", PANELS);
