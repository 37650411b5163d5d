import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { FatalError } from "./fatal.mjs";

const OPTIONS = /** @type {const} */ ({
  model: { type: "string" },
  host: { type: "string", default: "127.0.0.1" },
  port: { type: "string" },
  context: { type: "string" },
  parallel: { type: "string", default: "4" },
  threads: { type: "string" },
  alias: { type: "string" },
});

/** Threads of llama.cpp spin while they wait for each other: with one on every core a busy machine comes to a crawl. */
const defaultThreads = () => Math.max(1, availableParallelism() - 1);

/**
 * Reads the command line.
 * @param {readonly string[]} argv without the program's name
 * @param {Readonly<Record<string, string | undefined>>} environment only PORT is read
 * @returns {{ model: string, host: string, port: number, context: number | null, parallel: number, threads: number, alias: string }}
 *   `context` counts tokens of one sequence; null means what the model was trained on, 4096 at most
 */
export function readArguments(argv, environment) {
  const values = parse(argv);
  if (!values.model) throw new FatalError("invalid_configuration", "--model is required: the path of a .gguf file");
  const port = values.port ?? environment.PORT;
  if (port === undefined) throw new FatalError("invalid_configuration", "--port or the variable PORT is required");
  return {
    model: values.model,
    host: values.host,
    port: whole("--port", port, { min: 0, max: 65_535 }),
    context: values.context === undefined ? null : whole("--context", values.context, { min: 64, max: 16_777_216 }),
    parallel: whole("--parallel", values.parallel, { min: 1, max: 64 }),
    threads: values.threads === undefined ? defaultThreads() : whole("--threads", values.threads, { min: 1, max: 512 }),
    alias: values.alias ?? basename(values.model).replace(/(-\d{5}-of-\d{5})?\.gguf$/i, ""),
  };
}

function parse(argv) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    throw misused(error);
  }
}

function whole(name, text, { min, max }) {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new FatalError("invalid_configuration", `${name} must be a whole number from ${min} to ${max}, not "${text}"`);
}

function misused(cause) {
  return new FatalError("invalid_configuration", cause instanceof Error ? cause.message : String(cause), { cause });
}
