import { readRefs } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import { missingFiles, tellFiles } from "./large-files";
import type { Outcome, Work } from "./pull";
import { remoteOf } from "./remote-of";
import { nothingWanted, refuseDiverged } from "./run-refusals";
import { pushLargeFiles, pushRefs } from "./transport";
import { wantedRefs } from "./wanted-refs";

/** Sends what is here: large files first, then branches and tags that stand for them. Safe to run again. */
export async function push(ctx: Ctx<"repositories" | "objects">, work: Work): Promise<Outcome> {
  const { repo, mirror, watch, attempt } = work;
  const { signal } = watch;
  const sides = { remote: remoteOf(ctx, mirror), repoId: repo.id };
  watch.report({ step: "connect" });
  const here = await readRefs(ctx, repo.id, ["refs/heads", "refs/tags"]);
  const refs = wantedRefs([...here.keys()], mirror.refs);
  if (refs.length === 0 && here.size > 0) throw nothingWanted();

  watch.report({ step: "files" });
  await watch.check();
  const commits = [...new Set(refs.flatMap((ref) => here.get(ref) ?? []))];
  const report = await pushLargeFiles(ctx, { ...sides, commits, signal, onProgress: tellFiles(watch) });
  const missing = missingFiles(report, attempt);
  watch.report({ step: "refs" });
  await watch.check();
  const { moved, refused } = await pushRefs(ctx, { ...sides, refs, force: mirror.mayReplace, signal });
  watch.report({ step: "finish", refs: moved.length });
  refuseDiverged(refused, "there");
  return { missing };
}
