import { z } from "zod";
import { defineClaim } from "@/server/access";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import { readSettings } from "@/server/settings";

const LIFETIME_MS = 24 * 3_600_000;
const FETCH_MS = 10_000;
const MAX_BYTES = 10 * 1024 ** 2;
const MAX_ADDRESS = 2_048;

const picture = defineClaim({ image: z.string() });

export interface RemoteImage {
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * How a picture of another host is shown in a card or an answer: by an address of the content origin that fetches it
 * for the reader, so that host does not learn who reads; `null` when the installation blocks such pictures.
 */
export async function remoteImageUrl(ctx: Ctx, address: string): Promise<string | null> {
  const { remoteImages } = await readSettings(ctx.db);
  if (remoteImages === "block" || !isFetchable(address)) return null;
  return `${ctx.site.contentOrigin}/image/${picture.seal(ctx, { image: address }, LIFETIME_MS)}`;
}

/** The address behind a token of ours; only what a page of ours has shown is ever fetched. Throws `not_found`. */
export async function readImageToken(ctx: Ctx, token: string): Promise<string> {
  const claim = picture.open(ctx, token);
  const isShown = claim !== null && (await readSettings(ctx.db)).remoteImages !== "block";
  if (!isShown) throw notFound("Picture", "at this address");
  return claim.image;
}

/**
 * Fetches a picture through the guarded `fetch`. Its first bytes say what it is, not its host. Throws `invalid`
 * (`bad_picture`) for what is no picture, `too_large` above 10 MiB, `unavailable` when the host does not answer in time.
 */
export async function fetchRemoteImage(ctx: Ctx, address: string): Promise<RemoteImage> {
  const bytes = await download(ctx, address).catch((cause: unknown) => {
    throw asDomainError(cause);
  });
  const type = typeOf(bytes);
  if (type === null) throw new DomainError("invalid", "This is not a picture", { reason: "bad_picture" });
  return { type, bytes };
}

const asDomainError = (cause: unknown) =>
  cause instanceof DomainError
    ? cause
    : new DomainError("unavailable", "The host of this picture does not answer", { cause });

async function download(ctx: Ctx, address: string): Promise<Buffer> {
  const answer = await ctx.fetch(address, {
    signal: AbortSignal.timeout(FETCH_MS),
    headers: { accept: "image/*", "user-agent": "Modelyard" },
    namedBy: null, // whoever writes a card
  });
  const declared = Number(answer.headers.get("content-length") ?? 0);
  if (!answer.ok || answer.body === null || declared > MAX_BYTES) {
    await answer.body?.cancel();
    if (declared > MAX_BYTES) throw tooLarge();
    throw new DomainError("unavailable", `The host of this picture answered ${answer.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = () => new DomainError("too_large", "A picture of another host may have at most 10 MiB");

const isFetchable = (address: string): boolean =>
  address.length <= MAX_ADDRESS && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);

const MAGIC: readonly (readonly [string, RegExp])[] = [
  ["image/png", /^\u0089PNG\r\n/],
  ["image/jpeg", /^\u00ff\u00d8\u00ff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[\s\S]{4}WEBP/],
  ["image/avif", /^[\s\S]{4}ftypavi[fs]/],
  // Badges; shown in an <img> of ours or under a sandbox, where an SVG runs nothing and fetches nothing.
  ["image/svg+xml", /^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-[^-])*-->\s*)*<svg[\s>]/],
];

function typeOf(bytes: Buffer): string | null {
  const start = bytes.toString("latin1", 0, 1_024);
  return MAGIC.find(([, pattern]) => pattern.test(start))?.[0] ?? null;
}
