import { DomainError } from "@/server/kernel";

/** A file of which only some parts are fetched. */
export interface FileBytes {
  readonly size: number;
  /** Bytes from `start` up to, without, `end`; both lie inside the file. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
}

/** Why the header of a model file cannot be read; in `details.problem` of an `invalid` error (`bad_model_file`). */
export const FILE_PROBLEMS = [
  "wrong_magic",
  "wrong_version",
  "truncated",
  "header_too_large",
  "bad_text",
  "bad_json",
  "bad_entry",
  "duplicate_name",
  "bad_type",
  "bad_shape",
  "bad_offsets",
  "bad_path",
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** The error for a model file that is not what its name says. */
export const badFile = (problem: FileProblem, message: string, cause?: unknown) =>
  new DomainError("invalid", message, { reason: "bad_model_file", details: { problem }, cause });

/** Text that must be UTF-8. Throws `invalid` (`bad_text`). */
export function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw badFile("bad_text", "A text in the file is not UTF-8", cause);
  }
}

/** Elements of a tensor; `null` when a dimension is none, or the product is beyond exact integers. */
export function elementsOf(shape: readonly unknown[]): number | null {
  let elements = 1;
  for (const dimension of shape) {
    if (typeof dimension !== "number" || !Number.isSafeInteger(dimension) || dimension < 0) return null;
    elements *= dimension;
    if (!Number.isSafeInteger(elements)) return null;
  }
  return elements;
}

export interface Tensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte in the file, and how many. */
  readonly offset: number;
  readonly bytes: number;
}

/** How many numbers the tensors hold, altogether and by type. */
export interface ParameterCount {
  readonly total: number;
  readonly byDtype: Readonly<Record<string, number>>;
}

export function countParameters(tensors: readonly Tensor[]): ParameterCount {
  const byDtype: Record<string, number> = {};
  let total = 0;
  for (const { dtype, shape } of tensors) {
    const elements = elementsOf(shape) ?? 0;
    byDtype[dtype] = (byDtype[dtype] ?? 0) + elements;
    total += elements;
  }
  return { total, byDtype };
}

/** Throws `invalid` (`bad_offsets`) when two tensors share bytes. */
export function refuseOverlap(tensors: readonly Tensor[]): void {
  let end = 0;
  for (const { name, offset, bytes } of tensors.toSorted(
    (one, two) => one.offset - two.offset || one.bytes - two.bytes,
  )) {
    if (offset < end) throw badFile("bad_offsets", `The tensor ${name} lies on another one`);
    end = offset + bytes;
  }
}
