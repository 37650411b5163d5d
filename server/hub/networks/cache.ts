import type { CacheGeometry } from "@/server/hub/contract/weights";
import type { ModelConfig } from "./model-config";

interface Load {
  readonly contextLength: number;
  readonly sequences: number;
  /** 2 with 16-bit numbers, 1 with 8-bit ones. */
  readonly entryBytes: number;
}

/** In bytes. */
export function cacheBytes(cache: CacheGeometry, { contextLength, sequences, entryBytes }: Load): number {
  const { entriesPerLayer, fullLayers, windowLayers, window, stateEntries } = cache;
  const kept = fullLayers * contextLength + windowLayers * Math.min(window, contextLength);
  return (kept * entriesPerLayer + stateEntries) * sequences * entryBytes;
}

/** `null` for a network without such a cache, or one whose settings do not say. */
export function cacheOf(config: ModelConfig): CacheGeometry | null {
  const layers = config.count("num_hidden_layers", "n_layer", "num_layers", "n_layers");
  if (layers === null) return null;
  const latent = latentEntries(config);
  if (latent !== null) return { ...NOTHING, entriesPerLayer: latent, fullLayers: layers, isDivisible: false };
  const entriesPerLayer = groupedEntries(config);
  return entriesPerLayer === null ? null : { ...NOTHING, entriesPerLayer, ...layersOf(config, layers) };
}

const NOTHING = { fullLayers: 0, windowLayers: 0, window: 0, stateEntries: 0, isDivisible: true };

function latentEntries(config: ModelConfig): number | null {
  const rank = config.count("kv_lora_rank");
  const rope = config.count("qk_rope_head_dim");
  return rank === null || rope === null ? null : rank + rope;
}

function groupedEntries(config: ModelConfig): number | null {
  const heads = config.count("num_attention_heads", "n_head", "num_heads", "n_heads");
  const hidden = config.count("hidden_size", "n_embd", "d_model", "n_embed", "dim");
  if (!heads || hidden === null) return null;
  const headDim = config.count("head_dim", "d_kv") ?? Math.floor(hidden / heads);
  const shared = config.flag("multi_query") && config.flag("new_decoder_architecture") !== true ? 1 : null;
  const kvHeads = shared ?? config.count("num_key_value_heads", "num_kv_heads", "n_head_kv") ?? heads;
  return 2 * kvHeads * headDim;
}

type Layers = Pick<CacheGeometry, "fullLayers" | "windowLayers" | "window" | "stateEntries">;

function layersOf(config: ModelConfig, layers: number): Layers {
  const window = config.flag("use_sliding_window") === false ? null : config.count("sliding_window");
  const kinds = config.texts("layer_types") ?? kindsBySpacing(config, layers);
  if (kinds === null) {
    return window === null ? { ...none, fullLayers: layers } : { ...none, windowLayers: layers, window };
  }
  const has = (name: string) => kinds.filter((kind) => kind === name).length;
  const linear = has("linear_attention");
  const sliding = window === null ? 0 : has("sliding_attention") + has("chunked_attention");
  return {
    fullLayers: kinds.length - linear - sliding,
    windowLayers: sliding,
    window: window ?? 0,
    stateEntries: linear * linearState(config),
  };
}

const none = { fullLayers: 0, windowLayers: 0, window: 0, stateEntries: 0 };

/** Older settings say only how often a layer sees everything: every second one in Gemma 2, every sixth in Gemma 3. */
function kindsBySpacing(config: ModelConfig, layers: number): readonly string[] | null {
  const every =
    config.count("sliding_window_pattern", "full_attention_interval") ??
    SPACING[config.text("model_type") ?? ""] ??
    null;
  if (!every) return null;
  const other = config.count("full_attention_interval") === null ? "sliding_attention" : "linear_attention";
  return Array.from({ length: layers }, (_, index) => ((index + 1) % every === 0 ? "full_attention" : other));
}

const SPACING: Readonly<Record<string, number>> = { gemma2: 2, gemma3: 6, gemma3_text: 6, cohere2: 4, gpt_oss: 2 };

/** A gated delta net keeps one matrix for each value head (Qwen3-Next). */
function linearState(config: ModelConfig): number {
  const heads = config.count("linear_num_value_heads") ?? 0;
  return heads * (config.count("linear_key_head_dim") ?? 0) * (config.count("linear_value_head_dim") ?? 0);
}
