import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "@/server/kernel";
import { forgetDeletedBranches } from "./deleted-branches";
import { repositoriesOnDisk } from "./reconcile-heads";

/** A push or an answer under way is never this old. */
const GRACE_DAYS = 2;
const MAX_LOOSE_OBJECTS = 500;
const MAX_PACKS = 8;
const LONG_MS = 2 * 3_600_000;

/** Looks after every repository in turn, and after files that killed processes left behind. */
export async function maintainAll(ctx: Ctx<"repositories">, signal: AbortSignal): Promise<void> {
  await removeOld(ctx, join(ctx.live.repositories.root, ".tmp"));
  for await (const repoId of repositoriesOnDisk(ctx)) {
    if (signal.aborted) return;
    await maintainRepository(ctx, repoId, signal).catch((error: unknown) => {
      ctx.log.error({ repoId, err: error }, "repository could not be packed");
    });
  }
}

/** Packs a repository that many small pushes have scattered; objects that nothing names stay for two days. */
export async function maintainRepository(ctx: Ctx<"repositories">, repoId: string, signal: AbortSignal): Promise<void> {
  const { repositories } = ctx.live;
  await removeOld(ctx, join(repositories.placeOf(repoId).folder, "objects"), /^tmp_/);
  await forgetDeletedBranches(ctx, repoId);
  const { looseObjects, packs } = await countObjects(ctx, repoId);
  if (looseObjects < MAX_LOOSE_OBJECTS && packs < MAX_PACKS) return;
  const expire = `${GRACE_DAYS}.days.ago`;
  const steps = [
    ["pack-refs", "--all"],
    ["repack", "-A", "-d", "-q", `--unpack-unreachable=${expire}`, "--write-bitmap-index"],
    ["prune", `--expire=${expire}`],
    ["commit-graph", "write", "--reachable"],
  ];
  for (const args of steps) await repositories.run(repoId, { args, timeoutMs: LONG_MS, signal });
  repositories.forget(repoId);
}

interface ObjectCounts {
  readonly looseObjects: number;
  readonly packs: number;
}

/** How scattered the objects of a repository are. */
export async function countObjects(ctx: Ctx<"repositories">, repoId: string): Promise<ObjectCounts> {
  const output = await ctx.live.repositories.run(repoId, { args: ["count-objects", "-v"] });
  const facts = new Map(
    output
      .toString("latin1")
      .split("\n")
      .map((line) => line.split(": ") as [string, string]),
  );
  const number = (name: string) => Number(facts.get(name) ?? 0);
  return {
    looseObjects: number("count"),
    packs: number("packs"),
  };
}

async function removeOld(ctx: Ctx, folder: string, names = /./): Promise<void> {
  for (const name of (await readdir(folder)).filter((name) => names.test(name))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    const isOld = found !== null && ctx.now().getTime() - found.mtimeMs > GRACE_DAYS * 24 * 3_600_000;
    if (isOld) await rm(path, { recursive: true, force: true });
  }
}
