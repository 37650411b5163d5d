import type { ErrorWords, Telling } from "@/server/edge/generation/surface";
import type { Chunk } from "@/server/gateway";
import { Assembly } from "./assemble";
import { errorAnswer } from "./errors";

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
export const tellingOf = ({ model, kind, wantsUsage }: Asked): Telling => ({
  ...errorWords,
  headers: (elapsedMs) => ({ "openai-processing-ms": String(elapsedMs) }),
  assembly: () => {
    const assembly = new Assembly(kind);
    return { add: (chunk) => assembly.add(chunk), result: () => ({ ...assembly.result(), model }) };
  },
  stream: {
    textOf: (chunk) => eventOf(chunk, model, wantsUsage),
    closing: () => "data: [DONE]\n\n",
    keepAlive: ": keep-alive\n\n",
    errorText: ({ body }) => `data: ${JSON.stringify(body)}\n\n`,
  },
});

/** What the client reads of an event: without our own count, and without a usage that it did not ask for. */
function eventOf({ yard: _, usage, ...chunk }: Chunk, model: string, wantsUsage: boolean): string {
  if (!wantsUsage && usage && chunk.choices?.length === 0) return "";
  return `data: ${JSON.stringify({ ...chunk, model, ...(wantsUsage && { usage: usage ?? null }) })}\n\n`;
}
