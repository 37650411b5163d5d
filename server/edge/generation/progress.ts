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
  finishReason: string | undefined;
  #bytes = 0;
  #isFinished = false;
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
    const isMore = choices.some(hasContent);
    if (this.ttftMs === null && isMore) this.ttftMs = this.elapsedMs;
    this.#finish(choices);
    const told = usage ? this.#read(usage) : null;
    const running = yard
      ? this.#read({ prompt_tokens: yard.promptTokens, completion_tokens: yard.completionTokens })
      : null;
    this.#count(choices);
    if (told && (choices.length === 0 || this.#isFinished)) this.#take(told, "reported");
    // What is said after a usage was not in it.
    else if (this.basis !== "reported" || isMore) this.#estimate(told ?? running, choices);
    if (this.tokens) this.#config.onTokens?.(this.tokens, this.ttftMs);
  }

  #finish(choices: readonly Choice[]): void {
    for (const { finish_reason } of choices) {
      if (!finish_reason) continue;
      this.#isFinished = true;
      if (WORD.test(finish_reason)) this.finishReason = finish_reason;
    }
  }

  /** The tokens of an answer that came at once, with this usage. Throws where nobody has counted them. */
  whole(usage: Usage | null): Tokens {
    const told = usage ? this.#read(usage) : null;
    if (told) this.#take(told, "reported");
    const { promptTokens = null } = this.#config;
    if (this.tokens === null && promptTokens !== null)
      this.#take({ inputTokens: promptTokens, outputTokens: 0 }, "counted");
    if (this.tokens) return this.tokens;
    throw new Error("The runtime told no usage");
  }

  #take(tokens: Tokens, basis: Progress["basis"]): void {
    this.tokens = tokens;
    this.basis = basis;
  }

  /** A usage that cannot be one is none; so is one that knows nothing of the text that is there. */
  #read({ prompt_tokens: inputTokens, completion_tokens, prompt_tokens_details }: Usage): Tokens | null {
    const outputTokens = completion_tokens ?? 0;
    const cachedInputTokens = prompt_tokens_details?.cached_tokens ?? 0;
    const most = this.#config.mostTokens ?? MAX_TOKENS;
    const isPossible =
      [inputTokens, outputTokens, cachedInputTokens].every(isCount) && inputTokens + outputTokens <= most;
    if (!isPossible || (outputTokens === 0 && this.#bytes > 0)) return null;
    return { inputTokens, outputTokens, ...(cachedInputTokens > 0 && { cachedInputTokens }) };
  }

  #count(choices: readonly Choice[]): void {
    if (typeof this.#config.promptTokens !== "number") return;
    for (const { delta, text } of choices) this.#bytes += textBytes({ delta, text });
  }

  /** The most of what was told on the way, what is known so far and what is counted here. */
  #estimate(told: Tokens | null, choices: readonly Choice[]): void {
    const { promptTokens = null } = this.#config;
    if (promptTokens === null) {
      if (told) this.#take(told, "continuous");
      return;
    }
    if (!told && choices.length === 0) return;
    const counted = countedTokens(this.#bytes);
    const known = told ?? (this.basis === "counted" ? null : this.tokens);
    if (known) {
      const inputTokens = known.inputTokens || promptTokens;
      this.#take({ ...known, inputTokens, outputTokens: Math.max(known.outputTokens, counted) }, "continuous");
    } else this.#take({ inputTokens: promptTokens, outputTokens: counted }, "counted");
  }
}

/** What a provider says is kept when it is a word. */
const WORD = /^[a-z_]{1,40}$/;
/** More than any call has; what is said goes into sums. */
const MAX_TOKENS = 1_000_000_000;
const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0;

const hasContent = ({ delta, text }: Choice): boolean =>
  Boolean(text) || Object.entries(delta ?? {}).some(([name, value]) => name !== "role" && Boolean(value));
