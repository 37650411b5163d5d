import { classicLayer } from "./gpt";
import type { ModelConfig } from "./model-config";
import { dense, type NetworkFamily, required } from "./network";

type Sizer = (config: ModelConfig) => number | null;

const SIZERS: Readonly<Record<string, Sizer>> = {
  /** Relative positions are one small table in each half; nothing shifts. */
  t5(config) {
    const sizes = required({
      hidden: config.count("d_model"),
      head: config.count("d_kv"),
      heads: config.count("num_heads"),
      inner: config.count("d_ff"),
      layers: config.count("num_layers"),
      vocabulary: config.count("vocab_size"),
    });
    if (sizes === null) return null;
    const { hidden, head, heads, inner, layers, vocabulary } = sizes;
    const attention = 4 * hidden * heads * head;
    const isGated = (config.text("feed_forward_proj") ?? "relu").startsWith("gated");
    const mlp = (isGated ? 3 : 2) * hidden * inner;
    const reading = attention + mlp + 2 * hidden;
    const writing = 2 * attention + mlp + 3 * hidden;
    const decoderLayers = config.count("num_decoder_layers") ?? layers;
    const positions = 2 * (config.count("relative_attention_num_buckets") ?? 32) * heads;
    const tables = config.flag("tie_word_embeddings") === false ? 2 : 1;
    return tables * vocabulary * hidden + layers * reading + decoderLayers * writing + positions + 2 * hidden;
  },
  /** Two convolutions hear, learnt positions on the side that writes; keys do not shift. */
  whisper(config) {
    const sizes = required({
      hidden: config.count("d_model"),
      bands: config.count("num_mel_bins"),
      encoderLayers: config.count("encoder_layers"),
      decoderLayers: config.count("decoder_layers"),
      encoderInner: config.count("encoder_ffn_dim"),
      decoderInner: config.count("decoder_ffn_dim"),
      heard: config.count("max_source_positions"),
      written: config.count("max_target_positions"),
      vocabulary: config.count("vocab_size"),
    });
    if (sizes === null) return null;
    const { hidden, bands, heard, written, vocabulary } = sizes;
    const hearing = 3 * bands * hidden + hidden + 3 * hidden * hidden + hidden;
    const reading = classicLayer(hidden, sizes.encoderInner) - hidden;
    const cross = 4 * hidden * hidden + 3 * hidden + 2 * hidden;
    const writing = classicLayer(hidden, sizes.decoderInner) - hidden + cross;
    const tables = (heard + written + vocabulary) * hidden + 4 * hidden;
    return hearing + tables + sizes.encoderLayers * reading + sizes.decoderLayers * writing;
  },
};

/** Networks of two halves: one reads or hears, one writes. */
export const encoderDecoder: NetworkFamily = {
  modelTypes: [...Object.keys(SIZERS), "mt5", "umt5"],
  sizeOf(config, modelType) {
    const total = (SIZERS[modelType] ?? SIZERS.t5)?.(config) ?? null;
    return total === null ? null : dense(total);
  },
};
