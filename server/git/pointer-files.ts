import type { Ctx } from "@/server/kernel";
import { findBlobFacts } from "./blob-facts";
import { type LfsPointer, Oid } from "./contract";
import type { GitCall } from "./git-process";
import { splitRecords } from "./records";

/** A blob that stands for a large file, at one of the paths it has or had. */
export interface PointerFile extends LfsPointer {
  readonly blob: string;
  readonly path: string;
}

interface BlobAt {
  readonly oid: string;
  readonly path: string;
}

/** Histories with more objects are looked at by their newest ones. */
const MAX_OBJECTS = 500_000;
const AT_ONCE = 200;
const WALK_MS = 30 * 60_000;

/** Every pointer in the history of every ref, newest first; one of them for each blob. */
export async function* listPointerFiles(ctx: Ctx<"repositories">, repoId: string): AsyncGenerator<PointerFile> {
  const args = ["rev-list", "--objects", "--in-commit-order", "--all"];
  yield* pointersOf(ctx, repoId, firstOf(MAX_OBJECTS, blobsWithPaths(ctx, repoId, { args })));
}

interface Histories {
  /** Commits or tags of this repository. */
  readonly heads: readonly string[];
  readonly signal: AbortSignal;
}

/** Every pointer in the history of these commits, newest first; one of them for each blob, however many there are. */
export async function* listPointersBehind(
  ctx: Ctx<"repositories">,
  repoId: string,
  { heads, signal }: Histories,
): AsyncGenerator<PointerFile> {
  if (heads.length === 0) return;
  const args = ["rev-list", "--objects", "--in-commit-order", "--stdin"];
  const input = `${heads.map((head) => Oid.parse(head)).join("\n")}\n`;
  yield* pointersOf(ctx, repoId, blobsWithPaths(ctx, repoId, { args, input, signal, timeoutMs: WALK_MS }));
}

async function* pointersOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  blobs: AsyncIterable<BlobAt>,
): AsyncGenerator<PointerFile> {
  let batch: BlobAt[] = [];
  for await (const found of blobs) {
    batch.push(found);
    if (batch.length < AT_ONCE) continue;
    yield* pointersIn(ctx, repoId, batch);
    batch = [];
  }
  yield* pointersIn(ctx, repoId, batch);
}

async function* blobsWithPaths(ctx: Ctx<"repositories">, repoId: string, call: GitCall): AsyncGenerator<BlobAt> {
  for await (const line of splitRecords(ctx.live.repositories.stream(repoId, call), { end: "\n" })) {
    const path = line.slice(41);
    if (path !== "") yield { oid: line.slice(0, 40), path };
  }
}

async function* firstOf<T>(most: number, items: AsyncIterable<T>): AsyncGenerator<T> {
  let count = 0;
  for await (const item of items) {
    count += 1;
    if (count > most) return;
    yield item;
  }
}

async function* pointersIn(
  ctx: Ctx<"repositories">,
  repoId: string,
  batch: readonly BlobAt[],
): AsyncGenerator<PointerFile> {
  const found = await Promise.all(
    batch.map(async ({ oid, path }) => {
      const facts = await findBlobFacts(ctx, repoId, oid);
      return facts?.pointer ? { ...facts.pointer, blob: oid, path } : null;
    }),
  );
  for (const pointer of found) if (pointer) yield pointer;
}
