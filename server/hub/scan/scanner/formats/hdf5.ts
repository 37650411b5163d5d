import type { Format, Scope } from "../scope";
import type { Source } from "../source";
import { isForeignModule, runsCode } from "./keras-config";

const MAGIC = Buffer.from("894844460d0a1a0a", "hex");
const FIRST_PLACE = 512;
const STEP = 1024 ** 2;
/** More than a name, what stands around it, and as many blanks as are passed over. */
const OVERLAP = 4_096;
const CLASS = /"class_name"\s{0,1000}:\s{0,1000}"([^"\\]{1,300})"/g;
const MODULE = /"module"\s{0,1000}:\s{0,1000}"([^"\\]{1,300})"/g;
/** Nobody writes so many blanks. */
const STRETCHED = /"(?:class_name|module)"\s*:?\s{1000}/;
const ESCAPE = /\\u([\da-fA-F]{4})/g;

/** Readers look for the signature at 0, 512 and each double of it: something else may stand in front. */
export function isHdf5(source: Source): boolean {
  for (let at = 0; at < source.size; at = at === 0 ? FIRST_PLACE : at * 2) {
    if (source.read(at, MAGIC.byteLength).equals(MAGIC)) return true;
  }
  return false;
}

/** Keras keeps its configuration in an attribute, as JSON that is not packed: a layer that is code says so there. */
export const hdf5: Format = {
  id: "hdf5",
  matches: (head) => head.subarray(0, MAGIC.byteLength).equals(MAGIC),
  scan(source, scope) {
    const modules = new Set<string>();
    let isKeras = false;
    for (let at = 0; at < source.size; at += STEP) {
      scope.budget.spend("steps", 100);
      const text = plainText(source.read(at, STEP + OVERLAP).toString("latin1"));
      isKeras ||= text.includes('"class_name"');
      judge(text, scope, modules);
    }
    if (isKeras) for (const module of modules) scope.found("keras_module", module);
  },
};

const plainText = (text: string): string =>
  text.includes("\\u")
    ? text.replaceAll(ESCAPE, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

function judge(text: string, scope: Scope, modules: Set<string>): void {
  for (const [, name = ""] of text.matchAll(CLASS)) if (runsCode(name)) scope.found("keras_lambda", name);
  for (const [, module = ""] of text.matchAll(MODULE)) if (isForeignModule(module)) modules.add(module);
  if (STRETCHED.test(text)) scope.skipped("damaged");
}
