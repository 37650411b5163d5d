import { link, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

/** As git itself does it: an index says that its pack is there, so it comes last. */
const ORDER = [".pack", ".rev", ".idx"];

/** Gives the packs of a temporary repository to another one on the same disk. Doing it twice changes nothing. */
export async function takePacks(from: string, to: string): Promise<void> {
  const source = join(from, "objects", "pack");
  const target = join(to, "objects", "pack");
  await mkdir(target, { recursive: true });
  const names = await readdir(source);
  for (const end of ORDER) {
    for (const name of names.filter((name) => name.startsWith("pack-") && name.endsWith(end))) {
      await link(join(source, name), join(target, name)).catch(unlessThere);
    }
  }
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
}
