import { createWriteStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Ctx, createTurnstile, DomainError, type Turnstile } from "@/server/kernel";
import { tellDiskFull } from "@/server/ports/disk-full";

export const spoolBusy = () => new DomainError("unavailable", "Too many uploads at once; try again in a moment");

interface Arrival {
  readonly ctx: Ctx<"repositories">;
  readonly body: AsyncIterable<Uint8Array>;
  readonly maxBytes: number;
  /** Who shares the places of one sender. */
  readonly lane: string;
  /** Of bodies that have arrived and are held whole. */
  readonly whole: Turnstile;
}

export interface Spool {
  /**
   * Works on a body that has arrived as a whole: whoever sends slowly holds a file, and no memory. Throws `too_large`,
   * `unavailable` (`disk_full`) and what the body throws.
   */
  hold<T>(arrival: Arrival, work: (bytes: Buffer) => Promise<T>): Promise<T>;
}

export function createSpool(): Spool {
  /** Bodies that arrive: on the disk, however slowly, and only some of one account. */
  const arriving = createTurnstile({
    places: 48,
    longestLine: 256,
    perLane: { places: 4, longestLine: 64 },
    refuse: spoolBusy,
  });
  return {
    hold: (arrival, work) =>
      arriving.pass(async () => {
        const file = arrival.ctx.live.repositories.temporary(); // what a killed process leaves there is swept
        try {
          await keep(arrival, file);
          return await arrival.whole.pass(async () => work(await readFile(file)), arrival.lane);
        } finally {
          await rm(file, { force: true });
        }
      }, arrival.lane),
  };
}

async function keep({ body, maxBytes }: Arrival, file: string) {
  const to = createWriteStream(file, { flags: "wx", mode: 0o600 });
  try {
    await pipeline(atMost(body, maxBytes), to);
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
