import { HASH_BYTES, hashText } from "./hash";
import { nodeHash } from "./keyed-hash";

/** A chunk, or all chunks below a node: what they are called together, and how many bytes they have unpacked. */
interface Node {
  readonly hash: Uint8Array;
  readonly length: number;
}

interface Level {
  count: number;
  group: Node[];
}

/** Everything seen so far, in a few hundred bytes: one open group on each level of the tree. */
export type Aggregate = Level[];

const SMALLEST_GROUP = 3;
const LARGEST_GROUP = 9;

/** Takes the next chunk into the tree (Xet protocol specification, "Merkle tree"). */
export function addChunk(levels: Aggregate, node: Node): void {
  add(levels, 0, node);
}

/** Hash of the tree's root: of one chunk the chunk itself, of none zeros. The aggregate takes nothing afterwards. */
export function rootOf(levels: Aggregate): Uint8Array {
  for (let depth = 0; depth < levels.length; depth += 1) {
    const { count, group } = levels[depth] ?? { count: 0, group: [] };
    const [only] = group;
    if (count === 1 && only && depth === levels.length - 1) return only.hash;
    if (group.length > 0) close(levels, depth);
  }
  return new Uint8Array(HASH_BYTES);
}

function add(levels: Aggregate, depth: number, node: Node): void {
  levels[depth] ??= { count: 0, group: [] };
  const level = levels[depth];
  level.count += 1;
  level.group.push(node);
  if (isFull(level.group)) close(levels, depth);
}

function isFull(group: readonly Node[]): boolean {
  if (group.length < SMALLEST_GROUP) return false;
  return group.length === LARGEST_GROUP || ((group.at(-1)?.hash[24] ?? 0) & 3) === 0;
}

function close(levels: Aggregate, depth: number): void {
  const group = levels[depth]?.group.splice(0) ?? [];
  const text = group.map(({ hash, length }) => `${hashText(hash)} : ${length}\n`).join("");
  const length = group.reduce((sum, node) => sum + node.length, 0);
  add(levels, depth + 1, { hash: nodeHash(text), length });
}
