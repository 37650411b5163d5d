import type { NetworkFacts } from "@/server/hub/contract/weights";
import type { GgufArchitecture } from "@/server/hub/formats/gguf-architecture";
import { cacheOf } from "./cache";
import type { ModelConfig } from "./model-config";

/** How the network of a GGUF file is built. */
export function networkOfGguf(architecture: GgufArchitecture): NetworkFacts {
  const { blockCount, kvBytesPerToken, embeddingLength, headCount, headCountKv, keyLength } = architecture;
  return {
    layers: blockCount,
    hiddenSize: embeddingLength,
    heads: headCount,
    kvHeads: headCountKv,
    headDim: keyLength,
    vocabularySize: architecture.vocabularySize,
    experts: architecture.expertCount,
    expertsPerToken: null,
    hasChatTemplate: architecture.chatTemplate !== null,
    cache:
      kvBytesPerToken === null || !blockCount
        ? null
        : {
            ...{ entriesPerLayer: kvBytesPerToken / GGUF_ENTRY_BYTES / blockCount, fullLayers: blockCount },
            ...{ windowLayers: 0, window: 0, stateEntries: 0, isDivisible: true },
          },
  };
}

const GGUF_ENTRY_BYTES = 2;

/** How the network of a config.json is built. */
export function networkOfConfig(config: ModelConfig, hasChatTemplate: boolean): NetworkFacts {
  const hiddenSize = config.count("hidden_size", "n_embd", "d_model", "n_embed", "dim");
  const heads = config.count("num_attention_heads", "n_head", "num_heads", "n_heads");
  return {
    layers: config.count("num_hidden_layers", "n_layer", "num_layers", "n_layers"),
    hiddenSize,
    heads,
    kvHeads: config.count("num_key_value_heads", "num_kv_heads", "n_head_kv") ?? heads,
    headDim: config.count("head_dim", "d_kv") ?? (heads && hiddenSize ? Math.floor(hiddenSize / heads) : null),
    vocabularySize: config.count("vocab_size"),
    experts: config.count("num_local_experts", "num_experts", "n_routed_experts"),
    expertsPerToken: config.count("num_experts_per_tok", "num_experts_per_token"),
    hasChatTemplate,
    cache: cacheOf(config),
  };
}

/** Longest text in tokens. */
export const contextOf = (config: ModelConfig): number | null =>
  config.count("max_position_embeddings", "n_positions", "n_ctx", "max_sequence_length", "seq_length");

/** How the weights were made smaller, such as `gptq 4-bit`. */
export function quantizationOf(config: ModelConfig): string | null {
  const settings = config.part("quantization_config");
  const method = settings?.text("quant_method") ?? null;
  const bits = settings?.count("bits", "w_bit") ?? null;
  if (method === null || bits === null) return method;
  return `${method} ${bits}-bit`;
}
