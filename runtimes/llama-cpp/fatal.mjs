/**
 * Why the process could not start, in words the platform maps to its own reasons.
 * `code` is one of: invalid_configuration (exit 78), corrupt_file, out_of_memory, port_taken, unsupported_model, load_failed (exit 1).
 */
export class FatalError extends Error {
  name = "FatalError";

  /** @param {string} code @param {string} message @param {ErrorOptions} [options] */
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }

  get exitCode() {
    return this.code === "invalid_configuration" ? 78 : 1;
  }
}

const UNSUPPORTED = [
  /unknown (model )?architecture/i,
  /unsupported (model )?architecture/i,
  /unknown pre-tokenizer/i,
  /unknown tokenizer/i,
  /unsupported gguf (version|value type)/i,
  /invalid ggml type/i,
  /unsupported model/i,
];
const MEMORY = [
  /insufficient memory/i,
  /out of memory/i,
  /failed to allocate/i,
  /unable to allocate/i,
  /cannot allocate memory/i,
  /not enough memory/i,
  /bad_alloc/i,
  /too large to fit/i,
  /array buffer allocation failed/i,
];
const CORRUPT = [
  /invalid magic/i,
  /magic is invalid/i,
  /not within the file bounds/i,
  /failed to read/i,
  /unexpected(ly)? (end|reached)/i,
  /corrupt/i,
  /truncated/i,
  /invalid gguf/i,
  /missing tensor/i,
  /wrong number of tensors/i,
  /out of (range|bounds)/i,
  /key not found in model/i,
  /end of file/i,
];

/**
 * Turns what the library threw, with the last lines llama.cpp printed, into one cause.
 * @param {unknown} error @param {readonly string[]} lines newest last
 */
export function fatalOf(error, lines = []) {
  if (error instanceof FatalError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error ? error.name : "";
  const text = [name, message, ...lines].join("\n");
  const detail =
    lines.find((line) => [...UNSUPPORTED, ...MEMORY, ...CORRUPT].some((pattern) => pattern.test(line))) ?? lines.at(-1);
  const told = detail && !message.includes(detail) ? `${message}: ${detail}` : message;
  if (name === "InsufficientMemoryError" || MEMORY.some((pattern) => pattern.test(text)))
    return new FatalError("out_of_memory", told, { cause: error });
  if (UNSUPPORTED.some((pattern) => pattern.test(text)))
    return new FatalError("unsupported_model", told, { cause: error });
  if (CORRUPT.some((pattern) => pattern.test(text))) return new FatalError("corrupt_file", told, { cause: error });
  return new FatalError("load_failed", told, { cause: error });
}
