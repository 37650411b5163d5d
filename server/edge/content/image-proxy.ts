import { fetchRemoteImage, type RemoteImage, readImageToken } from "@/server/hub";
import { createTurnstile, DomainError } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { CONTENT_HEADERS } from "./policy";

const MAX_BYTES = 64 * 1024 ** 2;
const FRESH_MS = 3_600_000;
/** Each may take 10 MiB and ten seconds. */
const AT_ONCE = 16;
const MAX_WAITING = 500;
/** So that one slow host leaves places to all others. */
const PER_SITE = { places: 4, longestLine: 250 };

interface Kept {
  readonly image: Promise<RemoteImage>;
  readonly at: number;
}

const busy = () => new DomainError("unavailable", "Too many pictures are being fetched; try again in a moment");

/** Whoever owns a name owns all names below it. */
const siteOf = (address: string): string => new URL(address).hostname.split(".").slice(-2).join(".");

/** Shows pictures of other hosts by our own address. Each is fetched once an hour, however many people read. */
export function createImageProxy() {
  const kept = new Map<string, Kept>();
  const sizes = new Map<string, number>();
  const turnstile = createTurnstile({ places: AT_ONCE, longestLine: MAX_WAITING, perLane: PER_SITE, refuse: busy });

  const forget = (address: string) => {
    kept.delete(address);
    sizes.delete(address);
  };
  const makeRoom = () => {
    const total = () => [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const address of kept.keys()) {
      if (total() <= MAX_BYTES) return;
      forget(address);
    }
  };
  const imageAt = ({ ctx }: Exchange, address: string): Promise<RemoteImage> => {
    const now = ctx.now().getTime();
    const known = kept.get(address);
    if (known && now - known.at < FRESH_MS) return known.image;
    const image = turnstile.pass(() => fetchRemoteImage(ctx, address), siteOf(address));
    kept.set(address, { image, at: now });
    image.then(
      ({ bytes }) => {
        sizes.set(address, bytes.byteLength);
        makeRoom();
      },
      () => forget(address),
    );
    return image;
  };

  return async (exchange: Exchange, token: string): Promise<void> => {
    const { type, bytes } = await imageAt(exchange, await readImageToken(exchange.ctx, token));
    const headers = {
      ...CONTENT_HEADERS,
      "content-type": type,
      "content-length": bytes.byteLength,
      "cache-control": "private, max-age=3600",
    };
    exchange.response.writeHead(200, headers).end(exchange.method === "HEAD" ? undefined : bytes);
  };
}
