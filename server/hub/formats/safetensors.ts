import { z } from "zod";
import {
  badFile,
  countParameters,
  elementsOf,
  type FileBytes,
  type ParameterCount,
  type Tensor,
  utf8,
} from "./file-bytes";
import { parseShallowJson } from "./shallow-json";

/** The format allows 100 MB; the largest headers of published models have a few. */
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 3;

const BITS = {
  ...{ F4: 4, F6_E2M3: 6, F6_E3M2: 6, BOOL: 8, U8: 8, I8: 8, F8_E5M2: 8, F8_E4M3: 8, F8_E8M0: 8 },
  ...{ F8_E4M3FNUZ: 8, F8_E5M2FNUZ: 8, I16: 16, U16: 16, F16: 16, BF16: 16, I32: 32, U32: 32, F32: 32 },
  ...{ I64: 64, U64: 64, F64: 64, C64: 64 },
} as const;

const Entry = z.strictObject({
  dtype: z.string(),
  shape: z.array(z.number()).max(32),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
const Metadata = z.record(z.string(), z.string());

export interface SafetensorsHeader {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly Tensor[];
  readonly parameters: ParameterCount;
  /** Bytes of all tensors. */
  readonly dataBytes: number;
}

/**
 * Reads the header of a safetensors file (https://github.com/huggingface/safetensors, format of version 0.4 and later).
 * Throws `invalid` (`bad_model_file`) for everything its own reader refuses.
 */
export async function readSafetensors(file: FileBytes): Promise<SafetensorsHeader> {
  if (file.size < 8) throw badFile("truncated", "The file is too short for a safetensors file");
  const length = Buffer.from(await file.read(0, 8)).readBigUInt64LE();
  if (length > BigInt(file.size - 8)) throw badFile("truncated", "The header is longer than the file");
  if (length > BigInt(MAX_HEADER_BYTES)) throw badFile("header_too_large", "The header is too large");
  const dataStart = 8 + Number(length);

  const { __metadata__: metadata = {}, ...entries } = parseShallowJson(utf8(await file.read(8, dataStart)), MAX_DEPTH);
  const texts = Metadata.safeParse(metadata);
  if (!texts.success) throw badFile("bad_entry", "The metadata of the file are not texts");

  const tensors = Object.entries(entries).map(([name, entry]) => tensorOf(name, entry, dataStart));
  refuseGaps(tensors, { start: dataStart, end: file.size });
  return { metadata: texts.data, tensors, parameters: countParameters(tensors), dataBytes: file.size - dataStart };
}

function tensorOf(name: string, entry: unknown, dataStart: number): Tensor {
  const parsed = Entry.safeParse(entry);
  if (!parsed.success) throw badFile("bad_entry", `The entry of ${name} is not a tensor`);
  const { dtype, shape, data_offsets } = parsed.data;
  const bits = Object.hasOwn(BITS, dtype) ? BITS[dtype as keyof typeof BITS] : null;
  if (bits === null) throw badFile("bad_type", `The tensor ${name} has the unknown type ${dtype.slice(0, 40)}`);
  const elements = elementsOf(shape);
  if (elements === null) throw badFile("bad_shape", `The shape of ${name} is not usable`);
  const [begin, end] = data_offsets;
  const bytes = end - begin;
  if (bytes < 0 || bytes * 8 !== elements * bits) {
    throw badFile("bad_offsets", `The tensor ${name} does not have as many bytes as its shape`);
  }
  return { name, dtype, shape, offset: dataStart + begin, bytes };
}

/** The format has neither holes nor shared bytes, and nothing after the last tensor. */
function refuseGaps(tensors: readonly Tensor[], { start, end }: { start: number; end: number }) {
  let next = start;
  for (const { name, offset, bytes } of tensors.toSorted(
    (one, two) => one.offset - two.offset || one.bytes - two.bytes,
  )) {
    if (offset !== next) throw badFile("bad_offsets", `The tensor ${name} does not follow the one before it`);
    next = offset + bytes;
  }
  if (next > end) throw badFile("truncated", "The file ends before its last tensor");
  if (next < end) throw badFile("bad_offsets", "There are bytes after the last tensor");
}

const Index = z.object({
  metadata: z.object({ total_size: z.number().optional() }).optional(),
  weight_map: z.record(z.string(), z.string()),
});

/** A set of files as `model.safetensors.index.json` describes it. */
export interface SafetensorsIndex {
  /** Names of the files in the folder of the index, ascending. */
  readonly files: readonly string[];
  /** Bytes of all tensors, where the index says so. */
  readonly totalBytes: number | null;
}

/** Throws `invalid` (`bad_model_file`) for no index, or one that names a file outside its folder. */
export function readSafetensorsIndex(text: string): SafetensorsIndex {
  const parsed = Index.safeParse(parseShallowJson(text, MAX_DEPTH));
  if (!parsed.success) throw badFile("bad_entry", "The index does not say where the tensors are");
  const { metadata, weight_map } = parsed.data;
  const files = [...new Set(Object.values(weight_map))].sort();
  const bad = files.find((name) => !/^[\w.-]+\.safetensors$/.test(name));
  if (bad !== undefined) throw badFile("bad_path", "The index names a file that cannot belong to it");
  const total = metadata?.total_size;
  return { files, totalBytes: total !== undefined && Number.isSafeInteger(total) && total >= 0 ? total : null };
}
