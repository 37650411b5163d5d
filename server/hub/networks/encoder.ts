import { classicLayer } from "./gpt";
import type { ModelConfig } from "./model-config";
import { dense, type NetworkFamily, required } from "./network";

/** What is beside the layers: kinds of text, and the part that makes one vector of many. */
const BESIDE: Readonly<Record<string, { readonly hasKinds: boolean; readonly hasPooler: boolean }>> = {
  bert: { hasKinds: true, hasPooler: true },
  roberta: { hasKinds: true, hasPooler: true },
  "xlm-roberta": { hasKinds: true, hasPooler: true },
  camembert: { hasKinds: true, hasPooler: true },
  distilbert: { hasKinds: false, hasPooler: false },
};

/** Encoders after BERT, without the head of a task. */
export const encoder: NetworkFamily = {
  modelTypes: Object.keys(BESIDE),
  sizeOf(config, modelType) {
    const widths = widthsOf(config);
    const beside = BESIDE[modelType];
    if (widths === null || !beside) return null;
    const { hidden, layers, vocabulary, positions, inner } = widths;
    const kinds = beside.hasKinds ? (config.count("type_vocab_size") ?? 2) : 0;
    const pooler = beside.hasPooler ? hidden * hidden + hidden : 0;
    const tables = (vocabulary + positions + kinds) * hidden + 2 * hidden;
    return dense(tables + layers * classicLayer(hidden, inner) + pooler);
  },
};

const widthsOf = (config: ModelConfig) =>
  required({
    hidden: config.count("hidden_size", "dim"),
    layers: config.count("num_hidden_layers", "n_layers"),
    vocabulary: config.count("vocab_size"),
    positions: config.count("max_position_embeddings"),
    inner: config.count("intermediate_size", "hidden_dim"),
  });
