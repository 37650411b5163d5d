import { createHash } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { type Ctx, DomainError } from "@/server/kernel";
import { GitFailure, startGit, stopGit, watchExit } from "./git-process";
import { enterImportTurn } from "./in-turn";

export interface BlobWriter {
  /** The blob's name; it can be read after `finish`. Throws `unavailable` (`git_busy`). */
  add(bytes: Uint8Array): Promise<string>;
  finish(): Promise<void>;
  /** Ends an unfinished writer; nothing it was given stays. */
  abandon(): void;
}

/**
 * Writes any number of blobs through one `git fast-import`. From the first blob to its end it holds a place of its
 * caller: one is open at a time in a piece of work.
 */
export function openBlobWriter(ctx: Ctx<"repositories">, repoId: string): BlobWriter {
  const place = ctx.live.repositories.placeOf(repoId);
  const call = {
    args: ["fast-import", "--quiet", "--done"],
    env: { GIT_DIR: place.folder },
    timeoutMs: 3_600_000,
  };
  let started: ReturnType<typeof start> | null = null;
  const written = new Set<string>();

  async function start() {
    const leave = await enterImportTurn(ctx);
    const child = startGit(place, call);
    child.stdin?.on("error", () => undefined);
    child.stdout?.resume();
    const done = watchExit(child, call).ended.catch(async (error: unknown) => {
      await removeRest(place.folder, child.pid, error);
      throw error;
    });
    const ended = done.finally(leave);
    ended.catch(() => undefined);
    return { child, ended };
  }
  return {
    async add(bytes) {
      const oid = blobName(bytes);
      if (written.has(oid)) return oid;
      started ??= start();
      const { ended, child } = await started;
      const { stdin } = child;
      stdin?.write(`blob\ndata ${bytes.byteLength}\n`);
      stdin?.write(bytes);
      if (stdin?.write("\n") === false) await drained(stdin, ended);
      written.add(oid);
      return oid;
    },
    async finish() {
      const running = await started;
      running?.child.stdin?.end("done\n");
      await running?.ended;
    },
    abandon() {
      started?.then(
        ({ child }) => stopGit(child),
        () => undefined,
      );
    },
  };
}

/** What git calls these bytes. */
export const blobName = (bytes: Uint8Array): string =>
  createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");

/** A `git fast-import` that fails leaves what it wrote, and a report, on a disk that may be full already. */
async function removeRest(folder: string, pid: number | undefined, error: unknown) {
  await rm(join(folder, `fast_import_crash_${pid}`), { force: true });
  const failure = error instanceof DomainError ? error.cause : error;
  const [name] = (failure instanceof GitFailure && /tmp_pack_\w+/.exec(failure.output)) || [];
  if (name) await rm(join(folder, "objects", "pack", name), { force: true });
}

const drained = (stream: Writable, ended: Promise<void>) => Promise.race([once(stream, "drain"), ended]);

/** Its name. Nothing waits for it: what is small and here already holds no place. */
export async function writeBlob(ctx: Ctx<"repositories">, repoId: string, bytes: Uint8Array): Promise<string> {
  const call = { args: ["hash-object", "-w", "--stdin"], input: bytes };
  return (await ctx.live.repositories.run(repoId, call)).toString("latin1").trim();
}

/** Their names, in the same order. */
export async function writeBlobs(
  ctx: Ctx<"repositories">,
  repoId: string,
  blobs: readonly Uint8Array[],
): Promise<string[]> {
  const writer = openBlobWriter(ctx, repoId);
  try {
    const oids: string[] = [];
    for (const bytes of blobs) oids.push(await writer.add(bytes));
    await writer.finish();
    return oids;
  } finally {
    writer.abandon();
  }
}
