import type { Ctx } from "@/server/kernel";
import { findBlobFacts } from "./blob-facts";
import type { LfsPointer } from "./contract";
import { splitRecords } from "./records";

/** A blob that stands for a large file, at one of the paths it has or had. */
export interface PointerFile extends LfsPointer {
  readonly blob: string;
  readonly path: string;
}

/** Histories with more objects are looked at by their newest ones. */
const MAX_OBJECTS = 500_000;
const AT_ONCE = 200;

/** Every pointer in the history of every ref, newest first; one of them for each blob. */
export async function* listPointerFiles(ctx: Ctx<"repositories">, repoId: string): AsyncGenerator<PointerFile> {
  let batch: { readonly oid: string; readonly path: string }[] = [];
  for await (const found of blobsWithPaths(ctx, repoId)) {
    batch.push(found);
    if (batch.length < AT_ONCE) continue;
    yield* pointersIn(ctx, repoId, batch);
    batch = [];
  }
  yield* pointersIn(ctx, repoId, batch);
}

async function* blobsWithPaths(ctx: Ctx<"repositories">, repoId: string) {
  const args = ["rev-list", "--objects", "--in-commit-order", "--all"];
  let count = 0;
  for await (const line of splitRecords(ctx.live.repositories.stream(repoId, { args }), "\n")) {
    count += 1;
    if (count > MAX_OBJECTS) return;
    const path = line.slice(41);
    if (path !== "") yield { oid: line.slice(0, 40), path };
  }
}

async function* pointersIn(
  ctx: Ctx<"repositories">,
  repoId: string,
  batch: readonly { readonly oid: string; readonly path: string }[],
): AsyncGenerator<PointerFile> {
  const found = await Promise.all(
    batch.map(async ({ oid, path }) => {
      const facts = await findBlobFacts(ctx, repoId, oid);
      return facts?.pointer ? { ...facts.pointer, blob: oid, path } : null;
    }),
  );
  for (const pointer of found) if (pointer) yield pointer;
}
