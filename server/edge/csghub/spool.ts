import { createWriteStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { inTime } from "@/server/api/rest/in-time";
import { createTurnstile, DomainError, userIdOf } from "@/server/kernel";
import { tellDiskFull } from "@/server/ports/disk-full";
import { assertUncompressed } from "../assert-uncompressed";
import type { Exchange } from "../exchange";

const busy = () => new DomainError("unavailable", "Too many uploads at once; try again in a moment");

export interface Spool {
  /**
   * Works on a body that has arrived as a whole: whoever sends slowly holds a file, and no memory. Throws `too_large`,
   * `invalid` (`body_too_slow`), `unavailable` (`disk_full`).
   */
  hold<T>(exchange: Exchange, maxBytes: number, work: (bytes: Buffer) => Promise<T>): Promise<T>;
}

export function createSpool(): Spool {
  /** Bodies that arrive: on the disk, however slowly, and only some of one account. */
  const arriving = createTurnstile({
    places: 48,
    longestLine: 256,
    perLane: { places: 4, longestLine: 32 },
    refuse: busy,
  });
  /** Bodies that are read: held whole, several times over, but for no longer than that takes. */
  const whole = createTurnstile({ places: 3, longestLine: 48, refuse: busy });

  return {
    hold: (exchange, maxBytes, work) =>
      arriving.pass(async () => {
        const file = exchange.ctx.live.repositories.temporary(); // what a killed process leaves there is swept
        try {
          await keep(exchange, { file, maxBytes });
          return await whole.pass(async () => work(await readFile(file)));
        } finally {
          await rm(file, { force: true });
        }
      }, userIdOf(exchange.ctx.actor) ?? ""),
  };
}

async function keep({ request }: Exchange, { file, maxBytes }: { readonly file: string; readonly maxBytes: number }) {
  assertUncompressed(request);
  const to = createWriteStream(file, { flags: "wx", mode: 0o600 });
  try {
    await pipeline(atMost(inTime(request.iterator({ destroyOnReturn: false })), maxBytes), to);
  } catch (error) {
    throw tellDiskFull(error);
  }
}

async function* atMost(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new DomainError("too_large", "The body is too large");
    yield chunk;
  }
}
