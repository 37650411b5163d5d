import { z } from "zod";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { FilePath, GetFileInput } from "./content";
import { RepoAddress } from "./repo";

/** Formats whose files say at their beginning what they hold. */
export const HEADER_FORMATS = ["safetensors", "gguf", "onnx"] as const;
export const HeaderFormat = z.enum(HEADER_FORMATS);
export type HeaderFormat = z.infer<typeof HeaderFormat>;

/** By the ending of the name; `null` for a file whose beginning says nothing. */
export function headerFormatOf(path: string): HeaderFormat | null {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return HEADER_FORMATS.find((format) => format === ending) ?? null;
}

const Size = z.int().nullable();

/** What attention keeps of the tokens it has seen. */
export const CacheGeometry = z.object({
  entriesPerLayer: z.number().describe("Numbers kept for one token in one layer, on average."),
  fullLayers: z.int().describe("Layers that keep all tokens."),
  windowLayers: z.int().describe("Layers that keep the last tokens only."),
  window: z.int().describe("How many those are."),
  stateEntries: z.int().describe("Numbers that the other layers keep for one sequence, however long it is."),
  isDivisible: z.boolean().describe("Whether several cards can share the heads."),
});
export type CacheGeometry = z.infer<typeof CacheGeometry>;

/** How a network is built, from the header of its weights or its config.json. */
export const NetworkFacts = z.object({
  layers: Size,
  hiddenSize: Size,
  heads: Size,
  kvHeads: Size,
  headDim: Size,
  vocabularySize: Size,
  experts: Size,
  expertsPerToken: Size,
  hasChatTemplate: z.boolean(),
  cache: CacheGeometry.nullable(),
});
export type NetworkFacts = z.infer<typeof NetworkFacts>;

/** What is known of the numbers in a file, without the names of its tensors. */
export const WeightFacts = z.object({
  parameters: z.int().nullable().describe("How many numbers the tensors hold."),
  byDtype: z.record(z.string(), z.int()).describe("The same by type, such as BF16 or Q4_K."),
  tensorCount: z.int(),
  architecture: z.string().nullable(),
  contextLength: z.int().nullable().describe("Longest text in tokens."),
  quantization: z.string().nullable().describe("Such as Q4_K_M, or the method of config.json, such as gptq."),
  network: NetworkFacts.nullable(),
});
export type WeightFacts = z.infer<typeof WeightFacts>;

export const GetWeightsInput = RepoAddress;
export const Weights = WeightFacts.extend({
  formats: z.array(HeaderFormat).describe("Of all weight files at the head of the default branch."),
  file: z.string().nullable().describe("The file, or the first of the files, that was read."),
  fileCount: z.int().describe("How many files hold these weights."),
  quantizations: z.array(z.string()).describe("What the names of GGUF files offer."),
  activeParameters: z.int().nullable().describe("Those that work on one token, where experts share the work."),
  isEstimated: z.boolean().describe("Whether the parameters follow from config.json, not from the tensors."),
  bytes: z.int().describe("Of the files that hold these weights."),
  variants: z
    .array(z.object({ name: z.string(), file: z.string(), bytes: z.int() }))
    .describe("Sets of GGUF files, the largest first."),
  problem: z.string().nullable().describe("Why a header could not be read."),
});
export type Weights = z.infer<typeof Weights>;

/** A named input or output of a network. */
const Port = z.object({
  name: z.string(),
  shape: z.array(z.union([z.number(), z.string(), z.null()])).describe("A length, the name of a free one, or null."),
});

export const GetFileHeaderInput = GetFileInput;
export const FileHeader = WeightFacts.extend({
  format: HeaderFormat,
  size: z.int(),
  metadata: z.array(z.object({ key: z.string(), value: z.string(), isCut: z.boolean() })),
  inputs: z.array(Port),
  outputs: z.array(Port),
});
export type FileHeader = z.infer<typeof FileHeader>;

export const Tensor = z.object({
  name: z.string(),
  dtype: z.string(),
  shape: z.array(z.int()),
  bytes: z.int(),
});
export const ListTensorsInput = PageInput.extend({
  ...GetFileInput.shape,
  search: Text.max(200).optional().describe("Part of the name; any case."),
  limit: z.int().min(1).max(500).default(100),
});
export const TensorPage = pageOf(Tensor).extend({ total: z.int().describe("How many fit the search.") });
export type TensorPage = z.infer<typeof TensorPage>;

const TensorShape = Tensor.pick({ dtype: true, shape: true });
export const CompareTensorsInput = RepoAddress.extend({
  base: Text.max(200).min(1).describe("Branch, tag or commit that is compared with."),
  head: Text.max(200).min(1),
  path: FilePath.min(1),
  oldPath: FilePath.min(1).optional().describe("Where the file was at the base; default: the same path."),
});
const Tensors = z.array(Tensor.omit({ bytes: true }));
export const HASHING_STATUSES = ["waiting", "ready", "failed"] as const;
export type HashingStatus = (typeof HASHING_STATUSES)[number];

export const VALUE_STATES = ["compared", "waiting", "too_large", "failed", "none"] as const;
/** What is different between the tensors of two revisions of a file; at most 500 of each kind are listed. */
export const TensorComparison = z.object({
  added: Tensors,
  removed: Tensors,
  changed: z.array(z.object({ name: z.string(), before: TensorShape, after: TensorShape })),
  values: Tensors.describe("Tensors of the same type and shape whose numbers are other ones."),
  valueState: z
    .enum(VALUE_STATES)
    .describe("Whether the numbers were compared; `waiting`: ask again soon; `none`: there are none to compare."),
  counts: z.object({ added: z.int(), removed: z.int(), changed: z.int(), values: z.int(), same: z.int() }),
});
export type TensorComparison = z.infer<typeof TensorComparison>;
