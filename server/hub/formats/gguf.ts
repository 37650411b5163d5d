import { Cursor } from "./cursor";
import {
  badFile,
  countParameters,
  elementsOf,
  type FileBytes,
  type ParameterCount,
  refuseOverlap,
  type Tensor,
} from "./file-bytes";
import { architectureOf, type GgufArchitecture } from "./gguf-architecture";
import { fileTypeName, tensorType } from "./gguf-types";
import { type GgufValue, readKey, readValue } from "./gguf-values";

const MAX_HEADER_BYTES = 96 * 1024 * 1024;
const MAX_ENTRIES = 20_000;
const MAX_TENSORS = 200_000;
const MAX_TENSOR_NAME_BYTES = 256;
const MAX_DIMENSIONS = 4;

export interface GgufHeader {
  readonly version: number;
  /** Lists keep their length and first 64 entries, texts their first 256 KiB. */
  readonly metadata: Readonly<Record<string, GgufValue>>;
  readonly tensors: readonly Tensor[];
  readonly parameters: ParameterCount;
  /** Such as `Q4_K_M`. */
  readonly quantization: string | null;
  readonly architecture: GgufArchitecture;
}

/**
 * Reads the header of a GGUF file, version 2 or 3, little-endian
 * (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). Throws `invalid` (`bad_model_file`).
 */
export async function readGguf(file: FileBytes): Promise<GgufHeader> {
  const cursor = new Cursor(file, MAX_HEADER_BYTES);
  if (file.size < 24) throw badFile("truncated", "The file is too short for a GGUF file");
  if ((await cursor.bytes(4)).toString("latin1") !== "GGUF") throw badFile("wrong_magic", "This is not a GGUF file");
  const version = await cursor.u32();
  if (version !== 2 && version !== 3) {
    throw badFile("wrong_version", "Only GGUF of version 2 and 3, little-endian, can be read");
  }
  const tensorCount = bounded(await cursor.length(), MAX_TENSORS);
  const entryCount = bounded(await cursor.length(), MAX_ENTRIES);

  const metadata = await readMetadata(cursor, entryCount);
  const found = await readTensorInfos(cursor, tensorCount);
  const tensors = place(found, { start: align(cursor.position, alignmentOf(metadata)), end: file.size });
  const parameters = countParameters(tensors);
  return {
    version,
    metadata,
    tensors,
    parameters,
    quantization: fileTypeName(metadata["general.file_type"]) ?? mostUsed(parameters),
    architecture: architectureOf(metadata),
  };
}

function bounded(count: number, max: number): number {
  if (count > max) throw badFile("header_too_large", "The header announces too many entries");
  return count;
}

async function readMetadata(cursor: Cursor, count: number): Promise<Record<string, GgufValue>> {
  const metadata = new Map<string, GgufValue>();
  for (let entry = 0; entry < count; entry++) {
    const key = await readKey(cursor);
    if (metadata.has(key)) throw badFile("duplicate_name", `The name ${key.slice(0, 100)} comes twice`);
    metadata.set(key, await readValue(cursor, await cursor.u32()));
  }
  return Object.fromEntries(metadata);
}

async function readTensorInfos(cursor: Cursor, count: number): Promise<Tensor[]> {
  const tensors = new Map<string, Tensor>();
  for (let entry = 0; entry < count; entry++) {
    const tensor = await readTensorInfo(cursor);
    if (tensors.has(tensor.name)) throw badFile("duplicate_name", `The tensor ${tensor.name} comes twice`);
    tensors.set(tensor.name, tensor);
  }
  return [...tensors.values()];
}

async function readTensorInfo(cursor: Cursor): Promise<Tensor> {
  const name = await readKey(cursor, MAX_TENSOR_NAME_BYTES);
  const dimensions = await cursor.u32();
  if (dimensions > MAX_DIMENSIONS) throw badFile("bad_shape", `The tensor ${name} has too many dimensions`);
  const shape: number[] = [];
  while (shape.length < dimensions) shape.push(await cursor.length());
  const elements = elementsOf(shape);
  const type = tensorType(await cursor.u32());
  const offset = await cursor.length();
  if (type === null) throw badFile("bad_type", `The tensor ${name} has a type that is unknown here`);
  if (elements === null || elements % type.elements !== 0)
    throw badFile("bad_shape", `The shape of ${name} is not usable`);
  return { name, dtype: type.name, shape, offset, bytes: (elements / type.elements) * type.bytes };
}

/** Offsets in the header count from the first byte after it. */
function place(tensors: readonly Tensor[], data: { start: number; end: number }): Tensor[] {
  const placed = tensors.map((tensor) => ({ ...tensor, offset: data.start + tensor.offset }));
  const beyond = placed.find(({ offset, bytes }) => !(offset + bytes <= data.end));
  if (beyond) throw badFile("truncated", `The file ends before the tensor ${beyond.name}`);
  refuseOverlap(placed);
  return placed;
}

function alignmentOf(metadata: Readonly<Record<string, GgufValue>>): number {
  const alignment = metadata["general.alignment"] ?? 32;
  if (typeof alignment === "number" && alignment >= 8 && alignment <= 1 << 20 && alignment % 8 === 0) return alignment;
  throw badFile("bad_entry", "The alignment of the file is not usable");
}

const align = (position: number, to: number) => Math.ceil(position / to) * to;

const mostUsed = ({ byDtype }: ParameterCount): string | null =>
  Object.entries(byDtype).sort(([, one], [, two]) => two - one)[0]?.[0] ?? null;

/** One of the files of a model that was split, named as llama.cpp names them. */
export interface GgufSplit {
  /** From 1. */
  readonly number: number;
  readonly count: number;
  /** All files of the set, in order, this one among them. */
  readonly files: readonly string[];
}

const MAX_SPLITS = 1_000;

/** `null` for a file that is whole. `path` may have folders. */
export function splitOf(path: string): GgufSplit | null {
  const [, base, number, count] = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/i.exec(path) ?? [];
  const [at, total] = [Number(number), Number(count)];
  if (base === undefined || at < 1 || at > total || total > MAX_SPLITS) return null;
  const extension = path.slice(-5);
  const files = Array.from(
    { length: total },
    (_, index) => `${base}-${String(index + 1).padStart(5, "0")}-of-${count}${extension}`,
  );
  return { number: at, count: total, files };
}
