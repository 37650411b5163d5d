import type { Tokens } from "@/server/billing";
import type { Choice, Chunk, Usage } from "@/server/gateway";
import { countedTokens, textBytes } from "./counted";

interface Config {
  /** Told of the tokens after each event. */
  readonly onTokens?: (tokens: Tokens, ttftMs: number | null) => void;
  /** About how many tokens the prompt has, where nobody counts while the answer comes; `null`: its runtime does. */
  readonly promptTokens?: number | null;
  /** Tokens of prompt and answer together that a count cannot exceed; `null`: nobody knows. */
  readonly mostTokens?: number | null;
}

/** What is known of a generation while it runs: the bill if it ended now, and how fast it began. */
export class Progress {
  tokens: Tokens | null = null;
  basis: "reported" | "continuous" | "counted" = "continuous";
  ttftMs: number | null = null;
  #bytes = 0;
  readonly #config: Config;
  readonly #startedAt = performance.now();

  constructor(config: Config = {}) {
    this.#config = config;
  }

  get elapsedMs(): number {
    return Math.round(performance.now() - this.#startedAt);
  }

  /** Counts one event of the runtime in. Its final usage outranks the running count, and that our own. */
  see({ choices = [], usage, yard }: Chunk): void {
    if (this.ttftMs === null && choices.some(hasContent)) this.ttftMs = this.elapsedMs;
    if (usage) this.#report(usage);
    if (this.basis !== "reported") {
      this.#count(choices);
      if (yard) this.#follow({ inputTokens: yard.promptTokens, outputTokens: yard.completionTokens });
    }
    if (this.tokens) this.#config.onTokens?.(this.tokens, this.ttftMs);
  }

  /** The tokens of an answer that came at once, with this usage. Throws where nobody has counted them. */
  whole(usage: Usage | null): Tokens {
    if (usage) this.#report(usage);
    const { promptTokens = null } = this.#config;
    if (this.tokens === null && promptTokens !== null) {
      this.tokens = { inputTokens: promptTokens, outputTokens: 0 };
      this.basis = "counted";
    }
    if (this.tokens) return this.tokens;
    throw new Error("The runtime told no usage");
  }

  /** A usage that cannot be one is none. */
  #report({ prompt_tokens: inputTokens, completion_tokens, prompt_tokens_details }: Usage): void {
    const outputTokens = completion_tokens ?? 0;
    const cachedInputTokens = prompt_tokens_details?.cached_tokens ?? 0;
    const tokens = { inputTokens, outputTokens, ...(cachedInputTokens > 0 && { cachedInputTokens }) };
    if (!this.#canBe(tokens)) return;
    this.tokens = tokens;
    this.basis = "reported";
  }

  #follow(tokens: Tokens): void {
    if (!this.#canBe(tokens)) return;
    this.tokens = tokens;
    this.basis = "continuous";
  }

  #canBe({ inputTokens, outputTokens, cachedInputTokens = 0 }: Tokens): boolean {
    const most = this.#config.mostTokens ?? MAX_TOKENS;
    return [inputTokens, outputTokens, cachedInputTokens].every(isCount) && inputTokens + outputTokens <= most;
  }

  #count(choices: readonly Choice[]): void {
    const { promptTokens = null } = this.#config;
    if (promptTokens === null || choices.length === 0) return;
    for (const { delta, text } of choices) this.#bytes += textBytes({ delta, text });
    this.tokens = { inputTokens: promptTokens, outputTokens: countedTokens(this.#bytes) };
    this.basis = "counted";
  }
}

/** More than any call has; what is said goes into sums. */
const MAX_TOKENS = 1_000_000_000;
const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0;

const hasContent = ({ delta, text }: Choice): boolean =>
  Boolean(text) || Object.entries(delta ?? {}).some(([name, value]) => name !== "role" && Boolean(value));
