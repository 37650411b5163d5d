interface Alert {
  readonly name: string;
  readonly expr: string;
  /** How long it must hold. */
  readonly lasting: string;
  readonly severity: "page" | "ticket";
  readonly summary: string;
  /** What to do about it. */
  readonly description: string;
}

/** Errors per request that use up a month's budget of 0.1 % in two days (fast) or in ten (slow). */
const FAST_BURN = 0.0144;
const SLOW_BURN = 0.003;
const failing = (window: string) =>
  `sum(rate(yard_http_requests_total{status_class="5xx"}[${window}])) / sum(rate(yard_http_requests_total[${window}]))`;
const burning = (share: number, long: string, short: string) =>
  `(${failing(long)} > ${share}) and (${failing(short)} > ${share})`;

const ALERTS: readonly Alert[] = [
  {
    name: "ModelyardDown",
    expr: 'up{job="modelyard"} == 0',
    ...{ lasting: "2m", severity: "page" },
    summary: "Modelyard serves no metrics",
    description: "The front door does not answer, or YARD_METRICS_TOKEN and the token of Prometheus differ.",
  },
  {
    name: "ModelyardPartNotReady",
    expr: "yard_part_ready == 0",
    ...{ lasting: "5m", severity: "page" },
    summary: "A part of Modelyard is not ready: {{ $labels.part }}",
    description: "GET /readyz says why.",
  },
  {
    name: "ModelyardErrorsFast",
    expr: burning(FAST_BURN, "1h", "5m"),
    ...{ lasting: "2m", severity: "page" },
    summary: "Many requests fail",
    description: "Errors use up the budget of a month (0.1 %) within two days. The log names them by request.",
  },
  {
    name: "ModelyardErrorsSlow",
    expr: burning(SLOW_BURN, "6h", "30m"),
    ...{ lasting: "15m", severity: "ticket" },
    summary: "More requests fail than should",
    description: "Errors use up the budget of a month (0.1 %) within ten days. The log names them by request.",
  },
  {
    name: "ModelyardChargesLate",
    expr: "yard_gateway_settle_lag_seconds > 30",
    ...{ lasting: "1m", severity: "page" },
    summary: "Charges of model calls wait for the database",
    description: "They are safe in the journal. The database is away, or refuses one of them: the log says which.",
  },
  {
    name: "ModelyardJournalFilling",
    expr: "yard_gateway_journal_bytes > 512 * 1024 * 1024",
    ...{ lasting: "1m", severity: "page" },
    summary: "The journal of charges is half full",
    description: "At 1 GiB calls of models are refused. Bring the database back.",
  },
  {
    name: "ModelyardProviderPaused",
    expr: "yard_gateway_providers_paused > 0",
    ...{ lasting: "5m", severity: "ticket" },
    summary: "A provider of models has been failing for five minutes",
    description: "Administration, Providers, tests it; the log names it.",
  },
  {
    name: "ModelyardCallsFailing",
    expr:
      'sum(rate(yard_gateway_requests_total{outcome="failed"}[10m])) / sum(rate(yard_gateway_requests_total[10m])) > 0.1' +
      " and sum(rate(yard_gateway_requests_total[10m])) > 0.1",
    ...{ lasting: "5m", severity: "page" },
    summary: "More than a tenth of the calls of models fail",
    description: "Usage, Requests, lists them with their status; the logs of their deployments say more.",
  },
  {
    name: "ModelyardLedgerUneven",
    expr: 'increase(yard_job_duration_seconds_count{name="billing.checkLedgerHourly", outcome="failed"}[2h]) > 0',
    ...{ lasting: "0m", severity: "page" },
    summary: "The ledger does not balance",
    description: "GET /api/v1/ledger/check names the check and its rows. Nothing is booked twice while you look.",
  },
  {
    name: "ModelyardJobsFailing",
    expr: 'sum by (name) (increase(yard_job_duration_seconds_count{outcome="failed"}[1h])) > 5',
    ...{ lasting: "5m", severity: "ticket" },
    summary: "A job fails again and again: {{ $labels.name }}",
    description: "Administration, Jobs, shows its last error and runs it again.",
  },
  {
    name: "ModelyardEventLoopLate",
    expr: "yard_nodejs_eventloop_lag_p99_seconds > 1",
    ...{ lasting: "10m", severity: "ticket" },
    summary: "A process of Modelyard is busy for a second at a time: {{ $labels.role }}",
    description: "Everybody who asks it waits. Look for what is large: a page, a diff, an import.",
  },
];

/** Rules as Prometheus reads them; JSON is YAML. */
export const alertRules = () => ({
  groups: [
    {
      name: "modelyard",
      rules: ALERTS.map(({ name, expr, lasting, severity, summary, description }) => ({
        alert: name,
        expr,
        for: lasting,
        labels: { severity },
        annotations: { summary, description },
      })),
    },
  ],
});
