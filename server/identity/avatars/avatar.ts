import { createHash } from "node:crypto";
import sharp from "sharp";
import { type Ctx, DomainError, userIdOf } from "@/server/kernel";

const SIDE = 256;
const MAX_BYTES = 5 * 1024 ** 2;
/** A picture is refused before it is unpacked when it says that it is larger. */
const MAX_PIXELS = 25_000_000;

const STARTS = ["\u0089PNG\r\n\u001a\n", "\u00ff\u00d8\u00ff", "GIF87a", "GIF89a"];

/** First bytes of the formats we unpack; never SVG, which is a program, and never what a file name says. */
const isPicture = (bytes: Buffer): boolean => {
  const start = bytes.toString("latin1", 0, 12);
  const isWebp = start.startsWith("RIFF") && start.endsWith("WEBP");
  const isAvif = start.slice(4) === "ftypavif";
  return isWebp || isAvif || STARTS.some((known) => start.startsWith(known));
};

/**
 * Keeps a picture as a square WebP without anything else that was in the file, and answers the SHA-256 it is kept
 * under. Throws `too_large` above 5 MiB, `invalid` (`bad_picture`) for what is no picture or too many pixels, and
 * `unavailable` when too many come at once.
 */
export async function keepAvatar(ctx: Ctx<"objects" | "identity">, body: AsyncIterable<Uint8Array>): Promise<string> {
  const { arriving, unpacking } = ctx.live.identity.pictures;
  const take = async () => {
    const bytes = await readAll(body);
    return unpacking.pass(() => encode(bytes));
  };
  const picture = await arriving.pass(take, userIdOf(ctx.actor) ?? "");
  const hash = createHash("sha256").update(picture).digest("hex");
  const bytes = new Blob([new Uint8Array(picture)]);
  if ((await ctx.ports.objects.stat(keyOf(hash))) === null) {
    await ctx.ports.objects.put(keyOf(hash), bytes.stream(), bytes.size);
  }
  return hash;
}

/** Where a kept picture lies in the object store. */
export const keyOf = (hash: string): string => `avatars/${hash}`;

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new DomainError("too_large", "A picture may have at most 5 MiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function encode(bytes: Buffer): Promise<Buffer> {
  const refused = (cause?: unknown) =>
    new DomainError("invalid", "Send a PNG, JPEG, GIF, WebP or AVIF picture", { reason: "bad_picture", cause });
  if (!isPicture(bytes)) throw refused();
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 })
      .rotate()
      .resize(SIDE, SIDE, { fit: "cover" })
      .webp({ quality: 85 })
      .timeout({ seconds: 10 })
      .toBuffer();
  } catch (error) {
    throw refused(error);
  }
}
