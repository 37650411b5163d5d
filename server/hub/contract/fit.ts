import { z } from "zod";
import { RepoAddress } from "./repo";

export const GetFitInput = RepoAddress.extend({
  contextLength: z.int().min(1).max(16_777_216).default(8_192).describe("Tokens of one sequence."),
  sequences: z.int().min(1).max(4_096).default(1).describe("Sequences at once."),
});

const Bytes = z.int();

export const HardwareFit = z.object({
  id: z.string(),
  title: z.string().describe("The name of the card; empty for the memory of the machine."),
  kind: z.enum(["gpu", "host"]),
  memoryBytes: Bytes.describe("Of one card, or of the machine."),
  devices: z.int().describe("How many there are."),
  verdict: z.enum(["fits", "fits_quantised", "too_large"]),
  variant: z
    .object({
      name: z.string(),
      bytes: Bytes,
      isEstimated: z.boolean().describe("Whether no file of it is here: its size follows from the parameters."),
    })
    .describe("The least quantised weights that fit; of what is too large, the smallest."),
  usedDevices: z.int().describe("Cards that share it."),
  memory: z
    .object({ weights: Bytes, cache: Bytes, activations: Bytes, fixed: Bytes, total: Bytes })
    .describe("Of one card, or of the machine."),
  usableBytes: Bytes.describe("Most that an engine may take of it."),
});
export type HardwareFit = z.infer<typeof HardwareFit>;

export const ModelFit = z.object({
  contextLength: z.int().describe("As asked for, at most what the model was trained on."),
  sequences: z.int(),
  hasCache: z.boolean().describe("Whether the memory for the context could be told."),
  items: z.array(HardwareFit).describe("One for each kind of hardware; none when the size of the weights is unknown."),
});
export type ModelFit = z.infer<typeof ModelFit>;
