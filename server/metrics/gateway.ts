import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { EndedCall } from "@/server/gateway";

/** What is asked whenever somebody reads the metrics. */
export interface GatewayState {
  /** Charges that the database does not have yet. */
  readonly unwritten: number;
  /** Age of the oldest of them in milliseconds; 0 when there is none. */
  readonly lagMs: number;
  readonly journalBytes: number;
  /** Calls that run on deployments and providers. */
  readonly running: number;
  /** Providers that are left alone for a while. */
  readonly paused: number;
  /** Since the process began: made, and refused by their budget. */
  readonly retries: { readonly made: number; readonly refused: number };
}

const FIRST_TOKEN_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];
const BETWEEN_SECONDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const CALL_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600];
const QUEUE_SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.25, 1, 5, 30];

/** Calls of models in this process, whichever language they came in. */
export function createGatewayMetrics(registers: Registry[]) {
  const calls = new Counter({
    name: "yard_gateway_requests_total",
    help: "Calls of models that were admitted, by who served them and how they ended",
    labelNames: ["endpoint", "upstream", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "yard_gateway_request_duration_seconds",
    help: "Duration of calls of models, until the last byte",
    ...{ labelNames: ["endpoint"], buckets: CALL_SECONDS, registers },
  });
  const firstToken = new Histogram({
    name: "yard_gateway_ttft_seconds",
    help: "Time to the first token of a call",
    ...{ labelNames: ["upstream"], buckets: FIRST_TOKEN_SECONDS, registers },
  });
  const betweenTokens = new Histogram({
    name: "yard_gateway_tpot_seconds",
    help: "Mean time between the tokens of a call after its first",
    ...{ labelNames: ["upstream"], buckets: BETWEEN_SECONDS, registers },
  });
  const queue = new Histogram({
    name: "yard_gateway_queue_wait_seconds",
    help: "Time from the admission of a call until it was sent to who serves it",
    ...{ buckets: QUEUE_SECONDS, registers },
  });
  const tokens = new Counter({
    name: "yard_gateway_tokens_total",
    help: "Tokens of calls of models",
    ...{ labelNames: ["kind"], registers },
  });

  return {
    record({ endpoint, upstream, ending }: EndedCall): void {
      const { outcome, latencyMs, ttftMs, queueMs, tokens: counted } = ending;
      calls.inc({ endpoint, upstream, outcome });
      seconds.observe({ endpoint }, latencyMs / 1_000);
      if (queueMs !== undefined) queue.observe(queueMs / 1_000);
      if (ttftMs !== null) firstToken.observe({ upstream }, ttftMs / 1_000);
      if (!counted) return;
      const { inputTokens, cachedInputTokens = 0, outputTokens } = counted;
      tokens.inc({ kind: "input" }, inputTokens - cachedInputTokens);
      tokens.inc({ kind: "cached_input" }, cachedInputTokens);
      tokens.inc({ kind: "output" }, outputTokens);
      if (ttftMs === null || outputTokens < 2) return;
      betweenTokens.observe({ upstream }, (latencyMs - ttftMs) / 1_000 / (outputTokens - 1));
    },
    watch: (look: () => GatewayState) => watchGateway(registers, look),
  };
}

function watchGateway(registers: Registry[], look: () => GatewayState): void {
  const gauges: readonly (readonly [name: string, help: string, read: (state: GatewayState) => number])[] = [
    ["yard_gateway_inflight", "Calls of models that run", ({ running }) => running],
    [
      "yard_gateway_providers_paused",
      "Providers that failed again and again and are left alone for a while",
      ({ paused }) => paused,
    ],
    [
      "yard_gateway_journal_waiting",
      "Charges of model calls that the database does not have yet",
      ({ unwritten }) => unwritten,
    ],
    [
      "yard_gateway_journal_bytes",
      "Bytes of the journal of model calls that the database may not have; at 1 GiB calls are refused",
      ({ journalBytes }) => journalBytes,
    ],
    [
      "yard_gateway_settle_lag_seconds",
      "Age of the oldest charge that the database does not have yet",
      ({ lagMs }) => lagMs / 1_000,
    ],
  ];
  for (const [name, help, read] of gauges) {
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(read(look()));
      },
    });
  }
  new Counter({
    name: "yard_gateway_retries_total",
    help: "Retries of calls of models: made, and refused by their budget",
    ...{ labelNames: ["verdict"], registers },
    collect() {
      const { made, refused } = look().retries;
      this.reset();
      this.inc({ verdict: "made" }, made);
      this.inc({ verdict: "refused" }, refused);
    },
  });
}
