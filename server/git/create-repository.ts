import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Ctx } from "@/server/kernel";
import { branchRef } from "./ref-name";

/** An empty bare repository. Doing it twice changes nothing; a killed attempt leaves nothing under its name. */
export async function createRepository(
  ctx: Ctx<"repositories">,
  repoId: string,
  { defaultBranch = "main" }: { readonly defaultBranch?: string } = {},
): Promise<void> {
  const { repositories } = ctx.live;
  const { folder } = repositories.placeOf(repoId);
  const branch = branchRef(defaultBranch).slice("refs/heads/".length);
  const unfinished = repositories.temporary();
  await mkdir(unfinished, { recursive: true });
  await repositories.init(unfinished, branch);
  await mkdir(dirname(folder), { recursive: true });
  try {
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!isTaken(error)) throw error;
  }
}

const isTaken = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "ENOTEMPTY" || error.code === "EEXIST");
