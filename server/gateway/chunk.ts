/** What a runtime counted at the end of a call. */
export interface Usage {
  /** With those that were in a cache. */
  readonly prompt_tokens: number;
  readonly completion_tokens?: number;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number; readonly cache_write_tokens?: number } | null;
}

export interface Choice {
  readonly index: number;
  readonly delta?: Readonly<Record<string, unknown>>;
  readonly text?: string;
  /** Of the tokens of this piece, where its client asked for them: lists that grow. */
  readonly logprobs?: Readonly<Record<string, unknown>> | null;
  readonly finish_reason?: string | null;
  /** Some engines tell here which stop sequence they met. */
  readonly stop_reason?: unknown;
}

/** One event of a stream, as a runtime or a provider sends it: OpenAI's chunk, and under `yard` what the call has cost so far. */
export interface Chunk {
  readonly id?: string;
  readonly model?: string;
  readonly choices?: readonly Choice[];
  readonly usage?: Usage | null;
  readonly error?: unknown;
  /** As Anthropic's servers sent it, for clients who speak their language. */
  readonly event?: Readonly<Record<string, unknown>>;
  readonly yard?: { readonly promptTokens: number; readonly completionTokens: number };
}

/** A piece of a function call in a stream: the first has id and name, the following ones more of the arguments. */
export interface ToolCallPiece {
  readonly index: number;
  readonly id?: string;
  readonly function?: { readonly name?: string; readonly arguments?: string };
}
