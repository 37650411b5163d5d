import { type HeaderFormat, headerFormatOf } from "../contract/weights";
import { splitOf } from "../formats/gguf";

/** The files of a model that hold its weights, in the format that says most. */
export interface WeightFiles {
  readonly format: HeaderFormat;
  /** All files of one set, in order. */
  readonly paths: readonly string[];
}

const PREFERENCE: readonly HeaderFormat[] = ["safetensors", "gguf", "onnx"];
const SHARD = /-\d{5}-of-\d{5}(?=\.safetensors$)/i;

export const formatsOf = (paths: readonly string[]): HeaderFormat[] =>
  PREFERENCE.filter((format) => paths.some((path) => headerFormatOf(path) === format));

/** Of several sets, the one at the root whose name is `model`, else the first; `null` without weights. */
export function mainWeights(paths: readonly string[]): WeightFiles | null {
  const [format] = formatsOf(paths);
  if (!format) return null;
  const sets = Map.groupBy(
    paths.filter((path) => headerFormatOf(path) === format),
    setOf,
  );
  const [chosen] = [...sets.keys()].sort((one, two) => rankOf(one) - rankOf(two) || (one < two ? -1 : 1));
  return chosen === undefined ? null : { format, paths: (sets.get(chosen) ?? []).toSorted() };
}

/** Files that were split have one name. */
const setOf = (path: string): string => splitOf(path)?.files[0] ?? path.replace(SHARD, "");

function rankOf(set: string): number {
  const isMain = /(?:^|\/)model\.\w+$/i.test(set);
  return (set.includes("/") ? 2 : 0) + (isMain ? 0 : 1);
}

/** Sets of GGUF files by what their names say, the largest first; a set that was split counts whole. */
export function variantsOf(files: readonly { readonly path: string; readonly bytes: number }[]) {
  const weights = files.filter(({ path }) => headerFormatOf(path) === "gguf" && !PROJECTOR.test(path));
  const sets = [...Map.groupBy(weights, ({ path }) => setOf(path)).entries()].map(([file, parts]) => ({
    name: quantizationsOf([file])[0] ?? file,
    file,
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  }));
  return sets.toSorted((one, two) => two.bytes - one.bytes).slice(0, MAX_VARIANTS);
}

/** The part that sees comes beside a language model, in a file of its own. */
const PROJECTOR = /(?:^|\/)mmproj/i;
const MAX_VARIANTS = 64;

const QUANTIZATION = /(?:^|[-._/])((?:IQ|TQ|Q)\d\w*|BF16|F16|F32|FP16|MXFP4\w*)(?=[-.]|$)/i;

/** What the names of GGUF files offer, such as `Q4_K_M`, in the order of the files. */
export function quantizationsOf(paths: readonly string[]): string[] {
  const names = paths.filter((path) => headerFormatOf(path) === "gguf").map((path) => path.replace(/\.gguf$/i, ""));
  return [...new Set(names.flatMap((name) => QUANTIZATION.exec(name)?.[1]?.toUpperCase() ?? []))];
}
