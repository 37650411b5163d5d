import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ctx } from "@/server/kernel";

/**
 * Lends an empty bare repository on the same disk and removes it afterwards, whatever happened. `borrowFrom` is the folder
 * of a repository whose objects it sees and whose refs it offers as what it has.
 */
export async function withTemporaryRepository<T>(
  ctx: Ctx<"repositories">,
  work: (folder: string) => Promise<T>,
  borrowFrom?: string,
): Promise<T> {
  const { repositories } = ctx.live;
  const folder = repositories.temporary();
  try {
    await mkdir(folder, { recursive: true });
    await repositories.init(folder, "main");
    if (borrowFrom !== undefined) {
      await mkdir(join(folder, "objects", "info"), { recursive: true });
      await writeFile(join(folder, "objects", "info", "alternates"), `${join(borrowFrom, "objects")}\n`);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
