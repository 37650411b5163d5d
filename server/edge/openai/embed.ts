import type { Exchange } from "@/server/edge/exchange";
import { countedPrompt } from "@/server/edge/generation/counted";
import type { Upstreams } from "@/server/edge/generation/upstream";
import type { Admission } from "@/server/gateway";
import { answerAtOnce } from "./answer-at-once";

interface Embedding {
  readonly admission: Admission;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Turns text into vectors. */
export const embed = (upstreams: Upstreams, exchange: Exchange, { admission, body }: Embedding): Promise<void> =>
  answerAtOnce(upstreams, exchange, {
    ...{ admission, wire: "embeddings", body, promptTokens: countedPrompt(body) },
    usageIn: ({ usage }) => (usage ? Object(usage) : null),
    resultOf: (told, { tokens: { inputTokens }, cost, currency }) => ({
      ...told,
      data: vectorsOf(told, body.encoding_format),
      usage: { prompt_tokens: inputTokens, total_tokens: inputTokens, cost, currency },
      model: admission.served.model,
    }),
  });

/** OpenAI's clients ask for vectors as base64 (RFC 4648) of little-endian floats, and read nothing else then. */
function vectorsOf({ data }: Readonly<Record<string, unknown>>, format: unknown): unknown {
  if (format !== "base64" || !Array.isArray(data)) return data;
  return data.map((one) => {
    const { embedding } = Object(one);
    return Array.isArray(embedding) ? { ...one, embedding: encoded(embedding) } : one;
  });
}

function encoded(numbers: readonly number[]): string {
  const bytes = Buffer.alloc(numbers.length * Float32Array.BYTES_PER_ELEMENT);
  for (const [index, number] of numbers.entries()) bytes.writeFloatLE(number, index * Float32Array.BYTES_PER_ELEMENT);
  return bytes.toString("base64");
}
