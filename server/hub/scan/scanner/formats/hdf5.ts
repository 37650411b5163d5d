import type { Format } from "../scope";

const MAGIC = Buffer.from("894844460d0a1a0a", "hex");
const STEP = 1024 ** 2;
const OVERLAP = 512;
const LAMBDA = /"class_name"\s{0,50}:\s{0,50}"(?:[^"\\]{0,100}>)?(Lambda|TFSMLayer|TorchModuleWrapper)"/g;
const ESCAPE = /\\u00([\da-fA-F]{2})/g;

/** Keras keeps its configuration in an attribute, as JSON that is not packed: a layer that is code says so there. */
export const hdf5: Format = {
  id: "hdf5",
  matches: (head) => head.subarray(0, 8).equals(MAGIC),
  scan(source, scope) {
    for (let at = 0; at < source.size; at += STEP) {
      scope.budget.spend("steps", 100);
      const text = source.read(at, STEP + OVERLAP).toString("latin1");
      const plain = text.includes("\\u00")
        ? text.replaceAll(ESCAPE, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
        : text;
      for (const [, name] of plain.matchAll(LAMBDA)) scope.found("keras_lambda", name);
    }
  },
};
