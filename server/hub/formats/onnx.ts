import { Cursor } from "./cursor";
import { badFile, elementsOf, type FileBytes } from "./file-bytes";
import { type Field, fieldsOf, textField } from "./protobuf";

/** Names of tensors and nodes take most of what is read; weights are skipped. */
const MAX_FETCHED_BYTES = 256 * 1024 * 1024;
const MAX_FIELDS = 1_000_000;
const KEPT_VALUES = 256;
/** Of one weight, input or output; the largest in use have a handful. */
const MAX_DIMENSIONS = 64;
const MAX_OPERATOR_SETS = 256;
const MAX_DIMENSION_NAME_BYTES = 1_024;

/** An input or output; a dimension is a length, the name of a free one, or `null`. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly (number | string | null)[];
}

export interface OnnxHeader {
  readonly producer: string | null;
  readonly irVersion: number | null;
  /** Version of each operator set; the standard one is named `ai.onnx`. */
  readonly operatorSets: Readonly<Record<string, number>>;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly parameters: number;
  /** Files beside it that hold its weights. */
  readonly externalFiles: readonly string[];
}

interface Draft {
  producer: string | null;
  irVersion: number | null;
  readonly operatorSets: Map<string, number>;
  readonly inputs: OnnxValue[];
  readonly outputs: OnnxValue[];
  readonly initializers: Set<string>;
  readonly external: Set<string>;
  parameters: number;
}

/**
 * Reads what an ONNX file says about itself (onnx.proto of IR version 10), skipping its weights. Throws `invalid`
 * (`bad_model_file`), also for weights that would lie outside the folder of the file.
 */
export async function readOnnx(file: FileBytes): Promise<OnnxHeader> {
  const walk = new Walk(new Cursor(file, MAX_FETCHED_BYTES));
  await walk.model(file.size);
  const { producer, irVersion, operatorSets, inputs, outputs, initializers, external, parameters } = walk.draft;
  if (operatorSets.size === 0) throw badFile("wrong_magic", "This is not an ONNX model");
  return {
    producer,
    irVersion,
    operatorSets: Object.fromEntries(operatorSets),
    inputs: inputs.filter(({ name }) => !initializers.has(name)),
    outputs,
    parameters,
    externalFiles: [...external].sort(),
  };
}

/** Field numbers are those of onnx.proto; each method reads one message, up to `end`. */
class Walk {
  readonly draft: Draft = {
    producer: null,
    irVersion: null,
    operatorSets: new Map(),
    inputs: [],
    outputs: [],
    initializers: new Set(),
    external: new Set(),
    parameters: 0,
  };
  private fields = 0;

  constructor(private readonly cursor: Cursor) {}

  async model(end: number): Promise<void> {
    for await (const field of this.each(end)) {
      if (field.kind === "varint" && field.number === 1) this.draft.irVersion = field.value;
      if (field.kind !== "bytes") continue;
      if (field.number === 2) this.draft.producer = await textField(this.cursor, field);
      if (field.number === 7) await this.graph(this.end(field));
      if (field.number === 8) await this.operatorSet(this.end(field));
    }
  }

  private async operatorSet(end: number): Promise<void> {
    let [domain, version] = ["", 0];
    for await (const field of this.each(end)) {
      if (field.kind === "bytes" && field.number === 1) domain = await textField(this.cursor, field);
      if (field.kind === "varint" && field.number === 2) version = field.value;
    }
    this.draft.operatorSets.set(domain || "ai.onnx", version);
    if (this.draft.operatorSets.size > MAX_OPERATOR_SETS)
      throw badFile("header_too_large", "The file names too many operator sets");
  }

  private async graph(end: number): Promise<void> {
    const { inputs, outputs } = this.draft;
    for await (const field of this.each(end)) {
      if (field.kind !== "bytes") continue;
      if (field.number === 5) await this.initializer(this.end(field));
      if (field.number === 11 && inputs.length < KEPT_VALUES) inputs.push(await this.value(this.end(field)));
      if (field.number === 12 && outputs.length < KEPT_VALUES) outputs.push(await this.value(this.end(field)));
    }
  }

  private async initializer(end: number): Promise<void> {
    const shape: number[] = [];
    for await (const field of this.each(end)) {
      if (field.number === 1) shape.push(...(await this.integers(field)));
      refuseDimensions(shape.length);
      if (field.kind === "bytes" && field.number === 8)
        this.draft.initializers.add(await textField(this.cursor, field));
      if (field.kind === "bytes" && field.number === 13) await this.externalData(this.end(field));
    }
    const elements = elementsOf(shape);
    if (elements === null) throw badFile("bad_shape", "The shape of a weight is not usable");
    this.draft.parameters += elements;
  }

  /** Packed or one by one: both are allowed for a repeated integer. */
  private async integers(field: Field): Promise<number[]> {
    if (field.kind === "varint") return [field.value];
    const bytes = await this.cursor.bytes(Math.min(field.length, 512));
    const values: number[] = [];
    let [value, factor] = [0, 1];
    for (const byte of bytes) {
      value += (byte & 0x7f) * factor;
      factor *= 128;
      if (byte >= 0x80) continue;
      values.push(value);
      [value, factor] = [0, 1];
    }
    return values;
  }

  private async externalData(end: number): Promise<void> {
    let [key, value] = ["", ""];
    for await (const field of this.each(end)) {
      if (field.kind === "bytes" && field.number === 1) key = await textField(this.cursor, field);
      if (field.kind === "bytes" && field.number === 2) value = await textField(this.cursor, field);
    }
    if (key !== "location") return;
    const isInside =
      /^[^/\\\0]/.test(value) && !value.split(/[/\\]/).some((part) => part === ".." || part.includes(":"));
    if (!isInside) throw badFile("bad_path", "The weights of the model lie outside its folder");
    this.draft.external.add(value);
  }

  /** ValueInfoProto → TypeProto (2) → Tensor (1) → TensorShapeProto (2) → Dimension (1). */
  private async value(end: number): Promise<OnnxValue> {
    let name = "";
    const shape: OnnxValue["shape"][number][] = [];
    for await (const field of this.each(end)) {
      if (field.kind === "bytes" && field.number === 1) name = await textField(this.cursor, field);
      if (field.kind === "bytes" && field.number === 2)
        await this.dimensions({ end: this.end(field), path: [1, 2, 1] }, shape);
    }
    return { name, shape };
  }

  private async dimensions(
    { end, path }: { end: number; path: readonly number[] },
    shape: OnnxValue["shape"][number][],
  ) {
    const [next, ...rest] = path;
    if (next === undefined) {
      shape.push(await this.dimension(end));
      refuseDimensions(shape.length);
      return;
    }
    for await (const field of this.each(end)) {
      if (field.kind === "bytes" && field.number === next)
        await this.dimensions({ end: this.end(field), path: rest }, shape);
    }
  }

  private async dimension(end: number): Promise<number | string | null> {
    let size: number | string | null = null;
    for await (const field of this.each(end)) {
      if (field.kind === "varint" && field.number === 1) size = field.value;
      if (field.kind === "bytes" && field.number === 2) size = await this.dimensionName(field);
    }
    return size;
  }

  private dimensionName(field: Extract<Field, { kind: "bytes" }>): Promise<string> {
    if (field.length > MAX_DIMENSION_NAME_BYTES) throw badFile("bad_shape", "The name of a dimension is too long");
    return textField(this.cursor, field);
  }

  private end(field: Extract<Field, { kind: "bytes" }>): number {
    return this.cursor.position + field.length;
  }

  private async *each(end: number): AsyncIterable<Field> {
    for await (const field of fieldsOf(this.cursor, end)) {
      this.fields += 1;
      if (this.fields > MAX_FIELDS) throw badFile("header_too_large", "The file has too many entries");
      yield field;
    }
  }
}

/** A list of lengths is small; a file that says otherwise would fill the memory with them. */
function refuseDimensions(count: number): void {
  if (count > MAX_DIMENSIONS) throw badFile("bad_shape", "A shape in the file has too many dimensions");
}
