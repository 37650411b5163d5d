import type { ModelConfig } from "./model-config";
import { type NetworkFamily, type NetworkSize, required } from "./network";

/** What tells one gated decoder from another. */
interface Traits {
  readonly qkvBias?: boolean;
  readonly outputBias?: boolean;
  readonly mlpBias?: boolean;
  /** Vectors of the hidden size that scale what enters or leaves a part of a layer. */
  readonly normsPerLayer?: 0 | 1 | 2 | 4;
  /** A norm that also shifts has two vectors. */
  readonly shiftingNorms?: boolean;
  readonly qkNorm?: "head" | "all";
  /** Two matrices in the feed-forward part instead of three. */
  readonly plainMlp?: boolean;
  readonly tiesByDefault?: boolean;
  /** A number for each head that attention may look at instead of a token. */
  readonly sinks?: boolean;
}

const TRAITS: Readonly<Record<string, Traits>> = {
  llama: {},
  mistral: {},
  ministral: {},
  mixtral: {},
  internlm2: {},
  baichuan: {},
  granite: {},
  granitemoe: {},
  phi3: {},
  smollm3: { tiesByDefault: true },
  deepseek: {},
  deepseek_v2: {},
  deepseek_v3: {},
  kimi_k2: {},
  qwen2: { qkvBias: true },
  qwen2_moe: { qkvBias: true },
  qwen3: { qkNorm: "head" },
  qwen3_moe: { qkNorm: "head" },
  gemma: { tiesByDefault: true },
  gemma2: { tiesByDefault: true, normsPerLayer: 4 },
  gemma3_text: { tiesByDefault: true, normsPerLayer: 4, qkNorm: "head" },
  cohere: { tiesByDefault: true, normsPerLayer: 1 },
  cohere2: { tiesByDefault: true, normsPerLayer: 1 },
  olmo: { normsPerLayer: 0 },
  olmo2: { qkNorm: "all" },
  olmoe: { qkNorm: "all" },
  phimoe: { qkvBias: true, outputBias: true, shiftingNorms: true },
  starcoder2: { plainMlp: true, shiftingNorms: true, qkvBias: true, outputBias: true, mlpBias: true },
  gpt_oss: { qkvBias: true, outputBias: true, mlpBias: true, sinks: true },
};

/** Decoders after Llama: rotary positions, gated feed-forward parts, grouped heads, experts, latent attention. */
export const decoder: NetworkFamily = {
  modelTypes: Object.keys(TRAITS),
  sizeOf(config, modelType) {
    const traits = TRAITS[modelType] ?? {};
    const widths = widthsOf(config);
    if (widths === null) return null;
    const { hidden, layers, vocabulary } = widths;
    const attention = latentAttention(config, widths) ?? groupedAttention(config, { widths, traits });
    if (attention === null) return null;
    const experts = expertsOf(config);
    const isTied = config.flag("tie_word_embeddings") ?? traits.tiesByDefault ?? false;
    const vectors = traits.shiftingNorms ? 2 : 1;
    const finalNorm = traits.normsPerLayer === 0 ? 0 : hidden * vectors;
    const outer = vocabulary * hidden * (isTied ? 1 : 2) + finalNorm + headBias(config, vocabulary);
    const layer = attention + hidden * vectors * (traits.normsPerLayer ?? 2);
    const shared = outer + layers * layer;
    const plain = mlp(widths.inner, { hidden, traits });
    if (experts === null) return { total: shared + layers * plain, active: shared + layers * plain };
    return withExperts({ shared, plain, layers, hidden, traits }, experts);
  },
};

interface Widths {
  readonly hidden: number;
  readonly layers: number;
  readonly vocabulary: number;
  readonly heads: number;
  readonly inner: number;
}

function widthsOf(config: ModelConfig): Widths | null {
  const hidden = config.count("hidden_size");
  return required({
    hidden,
    layers: config.count("num_hidden_layers"),
    vocabulary: config.count("vocab_size"),
    heads: config.count("num_attention_heads"),
    inner: config.count("intermediate_size") ?? config.count("moe_intermediate_size"),
  });
}

function groupedAttention(
  config: ModelConfig,
  { widths: { hidden, heads }, traits }: { widths: Widths; traits: Traits },
): number | null {
  if (heads === 0) return null;
  const kvHeads = config.count("num_key_value_heads") ?? heads;
  const headDim = config.count("head_dim") ?? Math.floor(hidden / heads);
  const queries = heads * headDim;
  const keys = kvHeads * headDim;
  const hasBias = config.flag("attention_bias") ?? config.flag("use_bias");
  const biases = ((hasBias ?? traits.qkvBias) ? queries + 2 * keys : 0) + ((hasBias ?? traits.outputBias) ? hidden : 0);
  const qkNorm = { head: 2 * headDim, all: queries + keys, none: 0 }[traits.qkNorm ?? "none"];
  return 2 * hidden * queries + 2 * hidden * keys + biases + qkNorm + (traits.sinks ? heads : 0);
}

/** Keys and values of all heads come out of one short vector (DeepSeek-V2, §2.1). */
function latentAttention(config: ModelConfig, { hidden, heads }: Widths): number | null {
  const sizes = required({
    rank: config.count("kv_lora_rank"),
    rope: config.count("qk_rope_head_dim"),
    plain: config.count("qk_nope_head_dim"),
    value: config.count("v_head_dim"),
  });
  if (sizes === null) return null;
  const { rank, rope, plain, value } = sizes;
  const queryRank = config.count("q_lora_rank");
  const queryWidth = heads * (plain + rope);
  const query = queryRank === null ? hidden * queryWidth : hidden * queryRank + queryRank + queryRank * queryWidth;
  return query + hidden * (rank + rope) + rank + rank * heads * (plain + value) + heads * value * hidden;
}

interface Mlp {
  readonly hidden: number;
  readonly traits: Traits;
}

function mlp(inner: number, { hidden, traits }: Mlp): number {
  const matrices = (traits.plainMlp ? 2 : 3) * hidden * inner;
  return matrices + (traits.mlpBias ? (traits.plainMlp ? inner : 2 * inner) + hidden : 0);
}

interface Experts {
  readonly count: number;
  readonly used: number;
  readonly inner: number;
  /** Width of what every token passes beside its experts. */
  readonly sharedInner: number;
  readonly sharedGate: boolean;
  /** Layers at the beginning that have none. */
  readonly plainLayers: number;
  readonly routerBias: boolean;
}

function expertsOf(config: ModelConfig): Experts | null {
  const count = config.count("num_local_experts", "num_experts", "n_routed_experts");
  if (!count) return null;
  const inner = config.count("moe_intermediate_size", "intermediate_size") ?? 0;
  const sharedInner = config.count("shared_expert_intermediate_size");
  return {
    count,
    inner,
    used: config.count("num_experts_per_tok", "num_experts_per_token") ?? 2,
    sharedInner: sharedInner ?? (config.count("n_shared_experts") ?? 0) * inner,
    sharedGate: sharedInner !== null,
    plainLayers: config.count("first_k_dense_replace") ?? config.counts("mlp_only_layers")?.length ?? 0,
    routerBias: config.text("topk_method") === "noaux_tc" || config.text("model_type") === "gpt_oss",
  };
}

interface Body extends Mlp {
  readonly shared: number;
  readonly plain: number;
  readonly layers: number;
}

function withExperts({ shared, plain, layers, hidden, traits }: Body, experts: Experts): NetworkSize {
  const router = hidden * experts.count + (experts.routerBias ? experts.count : 0);
  const beside = mlp(experts.sharedInner, { hidden, traits: {} }) + (experts.sharedGate ? hidden : 0);
  const one = mlp(experts.inner, { hidden, traits });
  const sparse = layers - experts.plainLayers;
  const always = shared + experts.plainLayers * plain + sparse * (router + beside);
  return { total: always + sparse * experts.count * one, active: always + sparse * experts.used * one };
}

const headBias = (config: ModelConfig, vocabulary: number) => (config.flag("lm_head_bias") ? vocabulary : 0);
