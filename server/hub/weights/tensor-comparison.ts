import type { TensorComparison } from "../contract/weights";
import type { Tensor } from "../formats/file-bytes";

const MAX_LISTED = 500;

/** Which tensors are new, gone, or have another type or shape; in the order of the file they are in. */
export function compareTensorLists(before: readonly Tensor[], after: readonly Tensor[]): TensorComparison {
  const old = new Map(before.map((tensor) => [tensor.name, tensor]));
  const names = new Set(after.map(({ name }) => name));
  const added = after.filter(({ name }) => !old.has(name)).map(shown);
  const removed = before.filter(({ name }) => !names.has(name)).map(shown);
  const changed = after.flatMap((tensor) => {
    const was = old.get(tensor.name);
    return was && !isSame(was, tensor) ? [{ name: tensor.name, before: formOf(was), after: formOf(tensor) }] : [];
  });
  return {
    added: added.slice(0, MAX_LISTED),
    removed: removed.slice(0, MAX_LISTED),
    changed: changed.slice(0, MAX_LISTED),
    counts: {
      added: added.length,
      removed: removed.length,
      changed: changed.length,
      same: after.length - added.length - changed.length,
    },
  };
}

const formOf = ({ dtype, shape }: Tensor) => ({ dtype, shape: [...shape] });
const shown = (tensor: Tensor) => ({ name: tensor.name, ...formOf(tensor) });
const isSame = (one: Tensor, two: Tensor) => one.dtype === two.dtype && one.shape.join() === two.shape.join();
