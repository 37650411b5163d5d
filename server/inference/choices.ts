import { splitOf } from "@/server/hub";
import type { Deployable } from "./contract";

/** A file as a tree lists it. */
interface ListedFile {
  readonly path: string;
  readonly size: number;
}

interface Choice extends Deployable {
  /** Every part, in order. */
  readonly paths: readonly string[];
}

const QUANTIZATION =
  /(?:^|[-._])((?:UD-)?(?:I?Q\d(?:_[A-Z0-9]+)*|TQ\d_\d|BF16|F16|F32|FP16|FP32|MXFP4(?:_MOE)?))(?=[-._]|$)/i;
/** The other half of a model that sees: nothing on its own. */
const PROJECTOR = /(?:^|\/)mmproj[^/]*$/i;
const FAVOURITES = ["Q4_K_M", "Q4_K_S", "Q4_0", "Q5_K_M", "Q8_0"];

/** The GGUF models of a repository, split sets as one, by path. One of them is the default. */
export function choicesOf(files: readonly ListedFile[]): readonly Choice[] {
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const found = [...sizes.keys()]
    .filter((path) => /\.gguf$/i.test(path) && !PROJECTOR.test(path))
    .flatMap((path) => choiceOf(path, sizes) ?? [])
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const best = favouriteOf(found);
  return found.map((choice) => ({ ...choice, isDefault: choice === best }));
}

function choiceOf(path: string, sizes: ReadonlyMap<string, number>): Choice | null {
  if ((splitOf(path)?.number ?? 1) !== 1) return null;
  const paths = partsOf(path);
  const present = paths.filter((part) => sizes.has(part));
  return {
    file: path,
    quantization: quantizationOf(path),
    sizeBytes: present.reduce((sum, part) => sum + (sizes.get(part) ?? 0), 0),
    parts: paths.length,
    isComplete: present.length === paths.length,
    isDefault: false,
    paths,
  };
}

/** Such as `Q4_K_M`, as the name of a GGUF file says; `null` when it says nothing. */
export function quantizationOf(path: string): string | null {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/(-\d{5}-of-\d{5})?\.gguf$/i, "");
  return QUANTIZATION.exec(name)?.[1]?.toUpperCase() ?? null;
}

/** Every file of the model whose first part, or only file, this is. */
export const partsOf = (path: string): readonly string[] => splitOf(path)?.files ?? [path];

/** A good compromise when the repository has one, else the smallest. */
function favouriteOf(choices: readonly Choice[]): Choice | undefined {
  const whole = choices.filter(({ isComplete }) => isComplete);
  for (const wanted of FAVOURITES) {
    const found = whole.find(({ quantization }) => quantization === wanted);
    if (found) return found;
  }
  return whole.toSorted((a, b) => a.sizeBytes - b.sizeBytes)[0];
}
