import { parentPort } from "node:worker_threads";
import { DomainError } from "@/server/kernel/errors";
import { TASKS } from "./tasks";

interface Order {
  readonly name: keyof typeof TASKS;
  readonly input: never;
}

/** One task after the other; buffers of the result go back without a copy. */
parentPort?.on("message", ({ name, input }: Order) => {
  try {
    const output = TASKS[name](input);
    parentPort?.postMessage({ output }, buffersIn(output));
  } catch (error) {
    if (error instanceof DomainError) parentPort?.postMessage({ refused: error.message, reason: error.reason });
    else parentPort?.postMessage({ broken: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function buffersIn(output: unknown): ArrayBuffer[] {
  if (typeof output !== "object" || output === null) return [];
  const values = output instanceof Uint8Array ? [output] : Object.values(output);
  return values.flatMap((value) =>
    value instanceof Uint8Array && value.byteLength === value.buffer.byteLength && value.buffer instanceof ArrayBuffer
      ? [value.buffer]
      : [],
  );
}
