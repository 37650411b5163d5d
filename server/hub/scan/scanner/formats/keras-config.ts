import { jsonIn } from "../../../formats/json-in";
import type { Scope } from "../scope";
import type { Source } from "../source";

const MAX_CONFIG = 32 * 1024 ** 2;
/** Modules whose classes a configuration may name: their layers run no code that the file brings. */
const MODULES = /^(?:keras(?:_nlp|_hub|_cv)?|tensorflow\.keras|tf_keras)(?:\.\w+)*$|^builtins$|^keras\.src(?:\.\w+)*$/;
/** Public functions in these modules load and write files, or call what they are given. */
const REACHING = /(?:^|\.)(?:utils|saving|models\.cloning|export|legacy\.saving)(?:\.|$)/;
const CODE = new Set(["Lambda", "TorchModuleWrapper", "__lambda__", "TFSMLayer", "JaxLayer", "FlaxLayer"]);

/** Whether a class of this name, perhaps with its package in front, is code that the file brings. */
export const runsCode = (name: string): boolean => CODE.has(name.split(">").at(-1) ?? "");
export const isForeignModule = (module: string): boolean => !MODULES.test(module) || REACHING.test(module);

/** A configuration of Keras 3: every object in it names what is made of it. */
export function scanKerasConfig(source: Source, scope: Scope): void {
  if (source.size > MAX_CONFIG) {
    scope.skipped("too_large");
    return;
  }
  const config = jsonIn(source.read(0, source.size).toString("utf8"));
  // Python reads more than JSON: other encodings, and numbers such as NaN.
  if (config === undefined) scope.skipped("damaged");
  const queue: unknown[] = [config];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    scope.budget.spend("steps", 1);
    if (typeof value !== "object" || value === null) continue;
    if (!Array.isArray(value)) judge(value as Readonly<Record<string, unknown>>, scope); // objects of JSON have text keys
    for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) queue.push(inner);
  }
}

function judge(object: Readonly<Record<string, unknown>>, scope: Scope): void {
  const { class_name: name, module } = object;
  if (typeof name !== "string") return;
  if (runsCode(name)) scope.found("keras_lambda", name);
  if (typeof module !== "string") return;
  if (isForeignModule(module)) scope.found("keras_module", `${module}.${name}`);
}
