import { DomainError } from "@/server/kernel/errors";

/** The body in blocks of so many bytes, the last one smaller. Throws `invalid` (`wrong_size`) unless it has `size` bytes. */
export async function* blocks(body: AsyncIterable<Uint8Array>, size: number, bytes: number): AsyncIterable<Buffer> {
  let block = Buffer.allocUnsafe(Math.min(bytes, size));
  let filled = 0;
  let seen = 0;
  for await (const chunk of body) {
    seen += chunk.byteLength;
    if (seen > size) throw wrongSize(size);
    for (let at = 0; at < chunk.byteLength; ) {
      const taken = Math.min(chunk.byteLength - at, block.byteLength - filled);
      block.set(chunk.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < block.byteLength || filled < bytes) continue;
      yield block;
      block = Buffer.allocUnsafe(Math.min(bytes, size - seen + chunk.byteLength - at));
      filled = 0;
    }
  }
  if (seen !== size) throw wrongSize(size);
  if (filled > 0) yield block.subarray(0, filled);
}

const wrongSize = (size: number) =>
  new DomainError("invalid", `The body does not have ${size} bytes`, { reason: "wrong_size" });
