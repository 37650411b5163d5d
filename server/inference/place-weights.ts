import { type MaterializedFile, materialize } from "@/server/content";
import { openBlob, statPaths } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";
import { partsOf } from "./choices";
import type { InferenceReason } from "./contract";
import type { DeploymentRow } from "./store/deployments";

/** Makes the read-only folder with the model's files, as links where the store allows it, and returns its path. */
export async function placeWeights(
  ctx: Ctx<"repositories" | "objects" | "runFolders">,
  { id, repoId, commit, file }: DeploymentRow,
): Promise<string> {
  const into = ctx.live.runFolders.weightsOf(id);
  const paths = partsOf(file);
  const entries = await statPaths(ctx, repoId, { commit, paths });
  const missing = paths.find((path) => !entries.some((entry) => entry.path === path));
  if (missing !== undefined) {
    const reason: InferenceReason = "weights_unavailable";
    throw new DomainError("not_found", `${missing} does not exist at ${commit.slice(0, 12)}`, { reason });
  }
  const files = entries.map(
    ({ path, lfs, oid }): MaterializedFile =>
      lfs ? { path, oid: lfs.oid } : { path, bytes: async () => (await openBlob(ctx, repoId, oid)).body },
  );
  await materialize(ctx, { repoId, files, into });
  return into;
}
