import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";

/** Bytes of all files below a folder; what disappears while it is read does not count. */
export async function sizeOfFolder(folder: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      bytes += entry.isDirectory() ? await sizeOfFolder(path) : (await lstat(path)).size;
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  return bytes;
}
