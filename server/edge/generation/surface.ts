import type { Bill, Chunk } from "@/server/gateway";

export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** How an interface tells its errors. */
export interface ErrorWords {
  /** An error that was thrown here; of a bug only the request id is told. */
  readonly errorAnswer: (error: unknown, requestId: string) => ErrorAnswer;
  /** What a runtime said of a request that it cannot serve, in OpenAI's shape. */
  readonly refusalAnswer: (status: number, told: Refusal, requestId: string) => ErrorAnswer;
}

export interface Refusal {
  readonly error: unknown;
}

/** How an interface tells one generation to its client; what is sent is in the runtime's words until it gets here. */
export interface Telling extends ErrorWords {
  /** Headers of a good answer. */
  readonly headers: (elapsedMs: number) => Readonly<Record<string, string>>;
  /** Puts the chunks together into the answer of a call that is not streamed. */
  readonly assembly: () => { add(chunk: Chunk): void; result(bill: Bill | null): object };
  /** Keeps what was made, where its client wants that: after it is charged and before its last byte. Never throws. */
  readonly keep?: (bill: Bill | null) => Promise<void>;
  readonly stream: {
    /** The events that are sent for a chunk; empty for none. `bill`: of what has come until then. */
    readonly textOf: (chunk: Chunk, bill: () => Bill | null) => string;
    /** What closes the stream, once the call is charged. */
    readonly closing: (bill: Bill | null) => string;
    readonly keepAlive: string;
    readonly errorText: (answer: ErrorAnswer) => string;
  };
}
