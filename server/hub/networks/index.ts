import { decoder } from "./decoder";
import { encoder } from "./encoder";
import { encoderDecoder } from "./encoder-decoder";
import { gpt } from "./gpt";
import type { ModelConfig } from "./model-config";
import type { NetworkFamily, NetworkSize } from "./network";

const FAMILIES: readonly NetworkFamily[] = [decoder, gpt, encoder, encoderDecoder];

/** Parts that see or hear: their weights are not in the settings of the language model. */
const SENSES = ["vision_config", "audio_config"];

/** Parameters of a network by its settings alone; `null` for a network we do not know. */
export function networkSize(config: ModelConfig): NetworkSize | null {
  const modelType = config.text("model_type");
  if (modelType === null || SENSES.some((part) => config.part(part) !== null)) return null;
  const family = FAMILIES.find(({ modelTypes }) => modelTypes.includes(modelType));
  const size = family?.sizeOf(config, modelType) ?? null;
  return size !== null && Number.isSafeInteger(size.total) ? size : null;
}
