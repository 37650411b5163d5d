import type { TensorComparison } from "../contract/weights";
import type { Tensor } from "../formats/file-bytes";

const MAX_LISTED = 500;

/** What the numbers of each tensor hash to, by its name; `null` while nobody knows. */
export type Hashes = ReadonlyMap<string, string> | null;

type Lists = Omit<TensorComparison, "valueState">;

/**
 * Which tensors are new, gone, have another type or shape, or other numbers; in the order of the file they are in.
 * Without the hashes of both files, tensors of one type and shape count as the same.
 */
export function compareTensorLists(
  before: readonly Tensor[],
  after: readonly Tensor[],
  hashes: { readonly before: Hashes; readonly after: Hashes } = { before: null, after: null },
): Lists {
  const old = new Map(before.map((tensor) => [tensor.name, tensor]));
  const names = new Set(after.map(({ name }) => name));
  const added = after.filter(({ name }) => !old.has(name)).map(shown);
  const removed = before.filter(({ name }) => !names.has(name)).map(shown);
  const changed = after.flatMap((tensor) => {
    const was = old.get(tensor.name);
    return was && !isSame(was, tensor) ? [{ name: tensor.name, before: formOf(was), after: formOf(tensor) }] : [];
  });
  const values = after.filter((tensor) => {
    const was = old.get(tensor.name);
    if (!was || !isSame(was, tensor) || !hashes.before || !hashes.after) return false;
    return hashes.before.get(tensor.name) !== hashes.after.get(tensor.name);
  });
  return {
    values: values.slice(0, MAX_LISTED).map(shown),
    added: added.slice(0, MAX_LISTED),
    removed: removed.slice(0, MAX_LISTED),
    changed: changed.slice(0, MAX_LISTED),
    counts: {
      added: added.length,
      removed: removed.length,
      changed: changed.length,
      values: values.length,
      same: after.length - added.length - changed.length - values.length,
    },
  };
}

const formOf = ({ dtype, shape }: Tensor) => ({ dtype, shape: [...shape] });
const shown = (tensor: Tensor) => ({ name: tensor.name, ...formOf(tensor) });
const isSame = (one: Tensor, two: Tensor) => one.dtype === two.dtype && one.shape.join() === two.shape.join();
