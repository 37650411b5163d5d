import { z } from "zod";
import type { Exchange } from "@/server/edge/exchange";
import { countedTokens } from "@/server/edge/generation/counted";
import { limitedCallerOf } from "@/server/edge/generation/limits";
import { promptBound, readCall } from "@/server/edge/generation/read-call";
import type { Upstreams } from "@/server/edge/generation/upstream";
import { admit, type Directory, type Usage } from "@/server/gateway";
import { admitted } from "./admitted";
import { answerAtOnce } from "./answer-at-once";
import { limitWords } from "./limit-words";
import { RerankRequest } from "./wire";

interface Deps {
  readonly directory: Directory;
  readonly upstreams: Upstreams;
}

/** Puts documents in the order in which they answer a query; in the shape of Cohere's interface and of Jina's. */
export async function rerank(exchange: Exchange, { directory, upstreams }: Deps): Promise<void> {
  const { ctx } = exchange;
  const caller = await limitedCallerOf(exchange, limitWords);
  const { model, query, documents, top_n, return_documents } = await readCall(exchange, RerankRequest);
  const texts = documents.map((one) => (typeof one === "string" ? one : one.text));
  // Every document is read together with the query.
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), Buffer.byteLength(query) * texts.length);
  const { inputTokens: margin } = promptBound({ model });
  const bound = { inputTokens: bytes + margin * texts.length, maxTokens: 0, answers: 1 };
  const call = { model, endpoint: "rerank", isStream: false, bound } as const;
  const admission = await admitted(exchange, caller, () => admit(ctx, directory, { caller, call }));
  await answerAtOnce(upstreams, exchange, {
    ...{ admission, wire: "rerank", promptTokens: countedTokens(bytes), usageIn },
    body: { query, documents: texts, return_documents: false, ...(top_n && { top_n }) },
    resultOf: (told, { tokens: { inputTokens: tokens }, cost, currency }) => ({
      ...{ id: admission.id, object: "list", model: admission.served.model },
      results: resultsIn(told, texts)
        .slice(0, top_n ?? texts.length)
        .map(({ index, score }) => ({
          ...{ index, relevance_score: score },
          ...(return_documents && { document: { text: texts[index] } }),
        })),
      usage: { prompt_tokens: tokens, total_tokens: tokens, cost, currency },
      meta: {
        api_version: { version: exchange.path.startsWith("/v2/") ? "2" : "1" },
        tokens: { input_tokens: tokens },
      },
    }),
  });
}

const Count = z.int().min(0).nullish();
const Told = z.object({
  usage: z.object({ prompt_tokens: Count, total_tokens: Count }).nullish(),
  meta: z.object({ tokens: z.object({ input_tokens: Count }).nullish() }).nullish(),
});

/** Jina tells tokens in `usage`, Cohere in `meta`, others not at all. */
function usageIn(told: Readonly<Record<string, unknown>>): Usage | null {
  const { usage, meta } = Told.safeParse(told).data ?? {};
  const prompt_tokens = usage?.total_tokens ?? usage?.prompt_tokens ?? meta?.tokens?.input_tokens ?? null;
  return prompt_tokens === null ? null : { prompt_tokens };
}

const Result = z
  .object({ index: z.int().min(0), relevance_score: z.number().optional(), score: z.number().optional() })
  .transform(({ index, relevance_score, score }) => ({ index, score: relevance_score ?? score ?? Number.NaN }));

/** The best first, each document once. */
function resultsIn({ results, data }: Readonly<Record<string, unknown>>, texts: readonly string[]) {
  const found = z
    .array(Result)
    .max(texts.length)
    .parse(results ?? data);
  const isSound = found.every(({ index, score }) => index < texts.length && Number.isFinite(score));
  if (!isSound || new Set(found.map(({ index }) => index)).size !== found.length)
    throw new Error("The order of the documents names what was not asked");
  return found.sort((a, b) => b.score - a.score);
}
