import type { GgufValue } from "./gguf-values";

/** What the header says about the network; `null` where it says nothing. */
export interface GgufArchitecture {
  /** Such as `llama` or `qwen3`. */
  readonly name: string | null;
  /** Longest text in tokens. */
  readonly contextLength: number | null;
  readonly blockCount: number | null;
  readonly headCount: number | null;
  /** The largest, where layers differ. */
  readonly headCountKv: number | null;
  readonly embeddingLength: number | null;
  readonly keyLength: number | null;
  readonly valueLength: number | null;
  readonly vocabularySize: number | null;
  readonly expertCount: number | null;
  readonly chatTemplate: string | null;
  /** Bytes of the cache for one token with 16-bit entries, in all layers; `null` when it cannot be told. */
  readonly kvBytesPerToken: number | null;
}

const CACHE_ENTRY_BYTES = 2;

export function architectureOf(metadata: Readonly<Record<string, GgufValue>>): GgufArchitecture {
  const name = textOf(metadata["general.architecture"]);
  const at = (key: string) => metadata[`${name}.${key}`];
  const headCount = largest(at("attention.head_count"));
  const embeddingLength = largest(at("embedding_length"));
  const headLength = headCount && embeddingLength ? Math.floor(embeddingLength / headCount) : null;
  const facts = {
    name,
    contextLength: largest(at("context_length")),
    blockCount: largest(at("block_count")),
    headCount,
    headCountKv: largest(at("attention.head_count_kv")) ?? headCount,
    embeddingLength,
    keyLength: largest(at("attention.key_length")) ?? headLength,
    valueLength: largest(at("attention.value_length")) ?? headLength,
    vocabularySize: largest(at("vocab_size")) ?? lengthOf(metadata["tokenizer.ggml.tokens"]),
    expertCount: largest(at("expert_count")),
    chatTemplate: textOf(metadata["tokenizer.chat_template"]),
  };
  const latent = largest(at("attention.kv_lora_rank"));
  const rope = largest(at("rope.dimension_count"));
  const perLayer = listOf(at("attention.head_count_kv"));
  return { ...facts, kvBytesPerToken: kvBytesPerToken(facts, { latent, rope, perLayer }) };
}

type Known = Pick<GgufArchitecture, "blockCount" | "headCountKv" | "keyLength" | "valueLength">;
interface Special {
  readonly latent: number | null;
  readonly rope: number | null;
  /** Heads of each layer, where layers differ. */
  readonly perLayer: readonly number[] | null;
}

/** Σ layers · heads · (key + value) · 2 bytes; with latent attention (MLA) layers · (rank + rope) · 2 bytes. */
function kvBytesPerToken(
  { blockCount, headCountKv, keyLength, valueLength }: Known,
  { latent, rope, perLayer }: Special,
) {
  if (blockCount === null) return null;
  if (latent !== null && rope !== null) return blockCount * (latent + rope) * CACHE_ENTRY_BYTES;
  if (headCountKv === null || keyLength === null || valueLength === null) return null;
  const heads =
    perLayer?.length === blockCount ? perLayer.reduce((sum, count) => sum + count, 0) : blockCount * headCountKv;
  return heads * (keyLength + valueLength) * CACHE_ENTRY_BYTES;
}

const textOf = (value: GgufValue | undefined) => (typeof value === "string" ? value : null);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function listOf(value: GgufValue | undefined): number[] | null {
  return typeof value === "object" ? value.first.filter(isCount) : null;
}

function largest(value: GgufValue | undefined): number | null {
  if (isCount(value)) return value;
  const counts = listOf(value) ?? [];
  return counts.length > 0 ? Math.max(...counts) : null;
}

const lengthOf = (value: GgufValue | undefined) => (typeof value === "object" ? value.length : null);
