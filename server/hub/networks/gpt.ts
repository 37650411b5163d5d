import type { ModelConfig } from "./model-config";
import { dense, type NetworkFamily, required } from "./network";

/** Every linear part shifts, every norm shifts: a layer of the first transformers. */
export const classicLayer = (hidden: number, inner: number) =>
  4 * (hidden * hidden + hidden) + 2 * hidden * inner + inner + hidden + 4 * hidden;

interface Widths {
  readonly hidden: number;
  readonly layers: number;
  readonly vocabulary: number;
  readonly heads: number;
}

const widthsOf = (config: ModelConfig): Widths | null =>
  required({
    hidden: config.count("n_embd", "hidden_size", "n_embed"),
    layers: config.count("n_layer", "num_hidden_layers"),
    vocabulary: config.count("vocab_size"),
    heads: config.count("n_head", "num_attention_heads"),
  });

type Sizer = (config: ModelConfig, widths: Widths) => number | null;

const SIZERS: Readonly<Record<string, Sizer>> = {
  /** Learnt positions; the output is the table of tokens again. */
  gpt2(config, { hidden, layers, vocabulary }) {
    const positions = config.count("n_positions", "n_ctx") ?? 1024;
    const inner = config.count("n_inner") ?? 4 * hidden;
    return (vocabulary + positions) * hidden + layers * classicLayer(hidden, inner) + 2 * hidden;
  },
  opt(config, { hidden, layers, vocabulary }) {
    const positions = (config.count("max_position_embeddings") ?? 2048) + 2;
    const inner = config.count("ffn_dim") ?? 4 * hidden;
    const outer = config.count("word_embed_proj_dim") ?? hidden;
    const projections = outer === hidden ? 0 : 2 * outer * hidden;
    const finalNorm = config.flag("do_layer_norm_before") === false ? 0 : 2 * hidden;
    return vocabulary * outer + positions * hidden + projections + layers * classicLayer(hidden, inner) + finalNorm;
  },
  gpt_neox(config, { hidden, layers, vocabulary }) {
    const inner = config.count("intermediate_size") ?? 4 * hidden;
    const tables = config.flag("tie_word_embeddings") ? 1 : 2;
    return tables * vocabulary * hidden + layers * classicLayer(hidden, inner) + 2 * hidden;
  },
  /** Attention and feed-forward part side by side after one norm; attention without shifts. */
  gptj(config, { hidden, layers, vocabulary }) {
    const inner = config.count("n_inner") ?? 4 * hidden;
    const layer = 4 * hidden * hidden + 2 * hidden * inner + inner + hidden + 2 * hidden;
    return 2 * vocabulary * hidden + vocabulary + layers * layer + 2 * hidden;
  },
  bloom(_config, { hidden, layers, vocabulary }) {
    return vocabulary * hidden + 2 * hidden + layers * classicLayer(hidden, 4 * hidden) + 2 * hidden;
  },
  phi(config, { hidden, layers, vocabulary }) {
    const inner = config.count("intermediate_size") ?? 4 * hidden;
    const layer = classicLayer(hidden, inner) - 2 * hidden;
    return 2 * vocabulary * hidden + vocabulary + layers * layer + 2 * hidden;
  },
  falcon(config, { hidden, layers, vocabulary, heads }) {
    if (config.flag("alibi") || config.flag("bias") || heads === 0) return null;
    const headDim = hidden / heads;
    const isGrouped = config.flag("new_decoder_architecture") === true;
    const kvHeads = isGrouped ? (config.count("num_kv_heads", "n_head_kv") ?? heads) : 1;
    const norms = isGrouped ? 4 * hidden : 2 * hidden;
    const layer = 2 * hidden * hidden + 2 * hidden * kvHeads * headDim + 8 * hidden * hidden + norms;
    return vocabulary * hidden + layers * layer + 2 * hidden;
  },
};

/** Decoders before Llama. */
export const gpt: NetworkFamily = {
  modelTypes: Object.keys(SIZERS),
  sizeOf(config, modelType) {
    const widths = widthsOf(config);
    const total = widths && (SIZERS[modelType]?.(config, widths) ?? null);
    return total === null ? null : dense(total);
  },
};
