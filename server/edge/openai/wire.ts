import { z } from "zod";
import { Text } from "@/server/kernel/contract";

/** OpenAI's request shapes as far as the platform must understand them; every other member passes to the runtime. */
const model = Text.min(1).max(300);
const tokenLimit = z.int().min(1).max(10_000_000).nullish();
const answers = z.int().min(1).max(128).nullish();
const text = z.string().max(10_000_000);
const generation = {
  model,
  max_tokens: tokenLimit,
  n: answers,
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  logit_bias: z
    .record(z.string(), z.number().min(-100).max(100))
    .refine((biases) => Object.keys(biases).length <= 1_024, "At most 1024 tokens")
    .nullish(),
};

export const ChatRequest = z.looseObject({
  ...generation,
  /** Who is asked instead, in this order, when nobody begins to answer; a member of ours. */
  models: z.array(model).max(5).nullish(),
  messages: z
    .array(z.looseObject({ role: z.string().max(40) }))
    .min(1)
    .max(10_000),
  max_completion_tokens: tokenLimit,
  tools: z.array(z.unknown()).max(512).nullish(),
});

export const CompletionRequest = z.looseObject({
  ...generation,
  prompt: z.union([text, z.array(z.unknown()).min(1).max(2_000_000)]),
  best_of: answers,
});

/** Cohere's and Jina's. */
export const RerankRequest = z.looseObject({
  model,
  query: z.string().min(1).max(100_000),
  documents: z
    .array(z.union([text, z.looseObject({ text })]))
    .min(1)
    .max(1_000),
  top_n: z.int().min(1).max(1_000).nullish(),
  return_documents: z.boolean().nullish(),
});

export const ModerationRequest = z.looseObject({
  model: model.nullish(),
  input: z.union([
    text,
    z
      .array(z.union([text, z.looseObject({ type: z.string().max(40), text: text.optional() })]))
      .min(1)
      .max(100),
  ]),
});
export type ModerationRequest = z.infer<typeof ModerationRequest>;

export const EmbeddingRequest = z.looseObject({
  model,
  input: z.union([text, z.array(z.unknown()).min(1).max(2_000_000)]),
});
