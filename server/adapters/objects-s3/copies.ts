import { randomUUID } from "node:crypto";
import { mkdir, open, opendir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { tellDiskFull } from "@/server/ports/disk-full";

type Bytes = AsyncIterable<Uint8Array>;

/** Being made; a key cannot point here. */
const UNFINISHED = ".unfinished";

/** Files with the bytes of objects, for those who need a file. A copy stays as long as a run has a link to it, or it was used lately. */
export function createCopies(folder: string | undefined) {
  return {
    /** Where the copy lies; made when there is none. `null` without a folder. */
    async keep(key: string, read: () => Promise<Bytes>, checked: (body: Bytes) => Bytes): Promise<string | null> {
      if (folder === undefined) return null;
      const path = join(folder, key);
      const now = new Date();
      const isThere = await utimes(path, now, now).then(() => true, absent);
      if (isThere === null) await make({ folder, path }, checked(await read()));
      return path;
    },
    /** Removes copies that nobody links to and nobody has asked for since then; returns how many were half made. */
    async sweep(before: Date): Promise<number> {
      if (folder === undefined) return 0;
      const half = await removeOld(join(folder, UNFINISHED), before);
      await removeOld(folder, before);
      return half;
    },
  };
}

async function make({ folder, path }: { readonly folder: string; readonly path: string }, body: Bytes) {
  const temporary = join(folder, UNFINISHED, randomUUID());
  try {
    await mkdir(dirname(temporary), { recursive: true });
    await mkdir(dirname(path), { recursive: true });
    await write(temporary, body);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw tellDiskFull(error);
  }
}

async function write(path: string, body: Bytes) {
  await using file = await open(path, "wx", 0o444);
  for await (const chunk of body) await file.writeFile(chunk);
  await file.sync();
}

async function removeOld(folder: string, before: Date): Promise<number> {
  let count = 0;
  for await (const entry of (await opendir(folder).catch(absent)) ?? []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== UNFINISHED) count += await removeOld(path, before);
      continue;
    }
    const found = await stat(path).catch(absent);
    if (!found || found.mtime >= before || found.nlink > 1) continue;
    await rm(path, { force: true });
    count += 1;
  }
  return count;
}

const isCode = (error: unknown, ...codes: readonly string[]) =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));

/** For `catch`: what is not there is `null`; everything else stays an error. */
function absent(error: unknown): null {
  if (isCode(error, "ENOENT", "ENOTDIR")) return null;
  throw error;
}
