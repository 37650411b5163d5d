import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "@/server/kernel";
import { recordHeads } from "./record-heads";

/** Level-triggered: compares the refs of every repository on the disk with the recorded heads. */
export async function reconcileAllHeads(ctx: Ctx<"repositories">, signal: AbortSignal): Promise<void> {
  for await (const repoId of repositoriesOnDisk(ctx)) {
    if (signal.aborted) return;
    await recordHeads(ctx, repoId).catch((error: unknown) => {
      // One broken repository does not keep the others waiting.
      ctx.log.error({ repoId, err: error }, "heads could not be compared");
    });
  }
}

/** Ids of all repositories under the root. */
export async function* repositoriesOnDisk(ctx: Ctx<"repositories">): AsyncGenerator<string> {
  const { root } = ctx.live.repositories;
  for (const shelf of await readdir(root)) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
    for (const folder of await readdir(join(root, shelf))) {
      if (folder.endsWith(".git")) yield folder.slice(0, -".git".length);
    }
  }
}
