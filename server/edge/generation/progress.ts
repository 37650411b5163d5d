import type { Tokens } from "@/server/billing";
import type { Choice, Chunk } from "./chunk";

/** What is known of a generation while it runs: the bill if it ended now, and how fast it began. */
export class Progress {
  tokens: Tokens | null = null;
  basis: "reported" | "continuous" = "continuous";
  ttftMs: number | null = null;
  readonly #startedAt = performance.now();

  /** Told of the tokens after each event. */
  constructor(private readonly onTokens: (tokens: Tokens, ttftMs: number | null) => void = () => {}) {}

  get elapsedMs(): number {
    return Math.round(performance.now() - this.#startedAt);
  }

  /** Counts one event of the runtime in. Its final usage outranks the running count. */
  see({ choices = [], usage, yard }: Chunk): void {
    if (this.ttftMs === null && choices.some(hasContent)) this.ttftMs = this.elapsedMs;
    if (usage) this.report(usage.prompt_tokens, usage.completion_tokens ?? 0);
    else if (yard && this.basis !== "reported") {
      this.tokens = { inputTokens: yard.promptTokens, outputTokens: yard.completionTokens };
    }
    if (this.tokens) this.onTokens(this.tokens, this.ttftMs);
  }

  report(inputTokens: number, outputTokens: number): void {
    this.tokens = { inputTokens, outputTokens };
    this.basis = "reported";
  }
}

const hasContent = ({ delta, text }: Choice): boolean =>
  Boolean(text) || Object.entries(delta ?? {}).some(([name, value]) => name !== "role" && Boolean(value));
