import { rename, rm } from "node:fs/promises";
import { atomically, type Ctx } from "@/server/kernel";
import { removeSecretRows } from "./secrets/store";
import { removeRepositoryRows } from "./store";

/** Removes the repository from the disk with everything git knows of it. Doing it twice changes nothing. */
export async function removeRepository(ctx: Ctx<"repositories">, repoId: string): Promise<void> {
  const { repositories } = ctx.live;
  repositories.forget(repoId);
  const doomed = repositories.temporary();
  try {
    await rename(repositories.placeOf(repoId).folder, doomed);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  await rm(doomed, { recursive: true, force: true });
  await atomically(ctx, async (ctx) => {
    await removeRepositoryRows(ctx.db, repoId);
    await removeSecretRows(ctx.db, repoId);
  });
}
