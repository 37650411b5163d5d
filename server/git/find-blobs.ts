import type { Ctx } from "@/server/kernel";
import { type Commit, Oid } from "./contract";
import { readCommitsById } from "./list-commits";
import { type BareRef, listRefs } from "./list-refs";
import { splitRecords } from "./records";

const LOG_MS = 20_000;
const MAX_COMMITS = 20;
const MAX_TREES = 50;

/** Commits that brought one of these blobs, took it away or moved it, newest first. Throws `unavailable` (`git_timeout`). */
export async function commitsTouching(
  ctx: Ctx<"repositories">,
  repoId: string,
  blobs: readonly string[],
): Promise<readonly Commit[]> {
  const found = new Set<string>();
  for (const blob of blobs) {
    const args = ["log", "--all", "--format=%H", `--max-count=${MAX_COMMITS}`, `--find-object=${Oid.parse(blob)}`];
    const output = await ctx.live.repositories.run(repoId, { args, timeoutMs: LOG_MS });
    for (const commit of output.toString("latin1").split("\n").filter(Boolean)) found.add(commit);
  }
  const ids = [...found].slice(0, MAX_COMMITS);
  const commits = await readCommitsById(ctx, repoId, ids);
  return ids.flatMap((id) => commits.get(id) ?? []);
}

/** Refs whose files include one of these blobs now; of many refs, the first ones are looked at. */
export async function refsHolding(
  ctx: Ctx<"repositories">,
  repoId: string,
  blobs: ReadonlySet<string>,
): Promise<readonly BareRef[]> {
  const byCommit = [...Map.groupBy(await listRefs(ctx, repoId), ({ commit }) => commit)].slice(0, MAX_TREES);
  const holding: BareRef[] = [];
  for (const [commit, refs] of byCommit) if (await holds(ctx, repoId, { commit, blobs })) holding.push(...refs);
  return holding;
}

async function holds(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, blobs }: { readonly commit: string; readonly blobs: ReadonlySet<string> },
): Promise<boolean> {
  const call = { args: ["ls-tree", "-r", "-z", commit] };
  for await (const record of splitRecords(ctx.live.repositories.stream(repoId, call))) {
    const tab = record.indexOf("\t");
    if (blobs.has(record.slice(tab - 40, tab))) return true;
  }
  return false;
}
