import { createHash, type Hash } from "node:crypto";
import type { Tensor } from "../formats/file-bytes";

/** 132 of the 256 bits: nobody meets two tensors that share them. */
const SHOWN = 22;

interface Open {
  readonly tensor: Tensor;
  readonly hash: Hash;
}

/** What the bytes of each tensor hash to, in the order of `tensors`; reads the file once, from its beginning. */
export async function hashTensors(
  file: AsyncIterable<Uint8Array>,
  tensors: readonly Tensor[],
  signal?: AbortSignal,
): Promise<string[]> {
  const waiting = tensors.toSorted((one, two) => one.offset - two.offset);
  const done = new Map<Tensor, string>();
  let open: Open[] = [];
  let next = 0;
  let position = 0;
  for await (const chunk of file) {
    signal?.throwIfAborted();
    const end = position + chunk.byteLength;
    for (let tensor = waiting[next]; tensor && tensor.offset < end; tensor = waiting[next]) {
      open.push({ tensor, hash: createHash("sha256") });
      next += 1;
    }
    for (const { tensor, hash } of open) {
      const from = Math.max(tensor.offset, position) - position;
      hash.update(chunk.subarray(from, Math.min(tensor.offset + tensor.bytes, end) - position));
    }
    const isOver = ({ tensor }: Open) => tensor.offset + tensor.bytes <= end;
    for (const { tensor, hash } of open.filter(isOver)) done.set(tensor, digestOf(hash));
    open = open.filter((one) => !isOver(one));
    position = end;
  }
  // Tensors without a number at the end of the file were never reached.
  return tensors.map((tensor) => done.get(tensor) ?? digestOf(createHash("sha256")));
}

const digestOf = (hash: Hash): string => hash.digest("base64url").slice(0, SHOWN);
