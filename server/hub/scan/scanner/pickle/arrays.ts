import type { MadeValue, Value } from "./value";

const WRAPPERS: ReadonlySet<string> = new Set([
  "joblib.numpy_pickle.NumpyArrayWrapper",
  "sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper",
]);
/** Functions that make an object of a class that they are given. */
const MAKERS = /^(?:copy_?reg\.(?:_reconstructor|__newobj__)|torch\._tensor\._rebuild_from_type_v2)$/;
const FIELDS: ReadonlySet<string> = new Set([
  "subclass",
  "shape",
  "order",
  "dtype",
  "allow_mmap",
  "numpy_array_alignment_bytes",
]);
/** Flags of numpy (`NPY_ITEM_HASOBJECT`, `NPY_LIST_PICKLE`): the elements are objects. */
const OBJECT_FLAGS = 0b11;
/** What numpy itself says of plain types; the second one is that of texts. */
const PLAIN_FLAGS: ReadonlySet<number> = new Set([0, 8]);
/** Places in the state of a type. */
const [SUBARRAY, NAMES, FIELDS_AT, SIZE, FLAGS] = [2, 3, 4, 5, 7];

export const isWrapper = ({ by }: MadeValue): boolean => WRAPPERS.has(by);

const namesWrapper = (value: Value): boolean => {
  if (value.kind === "tuple") return value.items.some(namesWrapper);
  return value.kind === "global" && WRAPPERS.has(value.name);
};

/** Whether it was made in a way in which nobody can tell that it is joblib's. */
export function mayBeWrapper({ by, args }: MadeValue): boolean {
  return MAKERS.test(by) && (args[0]?.kind !== "global" || args.some(namesWrapper));
}

/** A plain type of numpy that was told that its elements are objects: bytes of the file are taken for addresses. */
export function isForged({ by, args: [name], states }: MadeValue): boolean {
  const state = states.at(-1);
  if (by !== "numpy.dtype" || state?.kind !== "tuple") return false;
  const { [NAMES]: names, [SUBARRAY]: subarray, [FLAGS]: flags } = state.items;
  const isPlain = names?.kind === "none" && subarray?.kind === "none";
  const isObject = name?.kind === "text" && /^[|<>=]?O\d*$/.test(name.text);
  return isPlain && !isObject && flags?.kind === "number" && (flags.value & OBJECT_FLAGS) !== 0;
}

/** What joblib reads behind its wrapper; `null` where that cannot be told for certain: the rest would be read at a wrong place. */
export function arrayOf({ args, states: [state, ...more] }: MadeValue) {
  if (args.length > 0 || more.length > 0 || state?.kind !== "dict") return null;
  if ([...state.entries.keys()].some((name) => !FIELDS.has(name))) return null;
  const { entries } = state;
  const [shape, dtype, alignment] = [
    entries.get("shape"),
    entries.get("dtype"),
    entries.get("numpy_array_alignment_bytes"),
  ];
  const type = dtype?.kind === "made" ? typeOf(dtype) : null;
  if (shape?.kind !== "tuple" || type === null) return null;
  if (alignment !== undefined && alignment.kind !== "number" && alignment.kind !== "none") return null;
  const sizes = shape.items.map((item) => (item.kind === "number" && item.value >= 0 ? item.value : Number.NaN));
  const bytes = sizes.reduce((product, size) => product * size, type.width);
  if (!Number.isSafeInteger(bytes)) return null;
  return { holdsObjects: type.isObject, bytes, isPadded: alignment?.kind === "number" };
}

/** Name and state have to say the same: numpy believes the state. */
function typeOf({ by, args: [name], states }: MadeValue) {
  const [, kind = "", digits = ""] = (name?.kind === "text" && /^([OSUbiufcmM])(\d{1,9})$/.exec(name.text)) || [];
  if (by !== "numpy.dtype" || kind === "") return null;
  const isObject = kind === "O";
  const width = Number(digits) * (kind === "U" ? 4 : 1);
  return states.every((state) => isPlainState(state, { isObject, width })) ? { isObject, width } : null;
}

function isPlainState(
  state: Value,
  { isObject, width }: { readonly isObject: boolean; readonly width: number },
): boolean {
  if (state.kind !== "tuple" || state.items.length < 8) return false;
  if ([SUBARRAY, NAMES, FIELDS_AT].some((at) => state.items[at]?.kind !== "none")) return false;
  const [size, flags] = [state.items[SIZE], state.items[FLAGS]];
  if (size?.kind !== "number" || flags?.kind !== "number") return false;
  if (size.value !== -1 && size.value !== width) return false;
  return isObject ? (flags.value & OBJECT_FLAGS) === OBJECT_FLAGS : PLAIN_FLAGS.has(flags.value);
}
