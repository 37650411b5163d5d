import type { ErrorWords, Telling } from "@/server/edge/generation/surface";
import type { Bill, Chunk } from "@/server/gateway";
import { Assembly } from "./assemble";
import { errorAnswer } from "./errors";
import { usageOf } from "./usage";

/** A runtime speaks OpenAI's language: what it refuses passes as it is. */
export const errorWords: ErrorWords = {
  errorAnswer,
  refusalAnswer: (status, told) => ({ status, headers: status === 503 ? { "retry-after": "1" } : {}, body: told }),
};

interface Asked {
  readonly model: string;
  readonly kind: "chat.completion" | "text_completion";
  /** Whether the client asked for the usage as the last event of its stream. */
  readonly wantsUsage: boolean;
}

/** A generation in the words of OpenAI's chats and completions. */
export function tellingOf({ model, kind, wantsUsage }: Asked): Telling {
  const events = new Events(model, wantsUsage);
  return {
    ...errorWords,
    headers: (elapsedMs) => ({ "openai-processing-ms": String(elapsedMs) }),
    assembly: () => {
      const assembly = new Assembly(kind);
      return { add: (chunk) => assembly.add(chunk), result: (bill) => ({ ...assembly.result(bill), model }) };
    },
    stream: {
      textOf: (chunk, bill) => events.textOf(chunk, bill),
      closing: (bill) => `${events.lastUsage(bill)}data: [DONE]\n\n`,
      keepAlive: ": keep-alive\n\n",
      errorText: ({ body }) => `data: ${JSON.stringify(body)}\n\n`,
    },
  };
}

/** What the client reads of a stream: without our own count, and without a usage that it did not ask for. */
class Events {
  #hasUsage = false;
  #head: Chunk = {};

  constructor(
    private readonly model: string,
    private readonly wantsUsage: boolean,
  ) {}

  textOf({ yard: _, usage, ...chunk }: Chunk, bill: () => Bill | null): string {
    const isLast = usage && chunk.choices?.length === 0;
    if (!this.wantsUsage) return isLast ? "" : textOf({ ...chunk, model: this.model });
    if (isLast) this.#hasUsage = true;
    else if (!this.#hasUsage) this.#head = chunk;
    const known = usage ? bill() : null;
    return textOf({ ...chunk, model: this.model, usage: known && usage ? usageOf(known, usage) : null });
  }

  /** Where who serves a model tells no usage at its end, what is charged stands there. */
  lastUsage(bill: Bill | null): string {
    if (!this.wantsUsage || this.#hasUsage || !bill) return "";
    return textOf({ ...this.#head, model: this.model, choices: [], usage: usageOf(bill) });
  }
}

const textOf = (chunk: Chunk): string => `data: ${JSON.stringify(chunk)}\n\n`;
