import { notFound, nullWhenNotFound } from "@/server/kernel/errors";
import type { ObjectStore, StoredObject } from "@/server/ports/object-store";

interface Stores {
  /** Takes everything new. */
  readonly to: ObjectStore;
  /** Still has what was not moved yet. */
  readonly from: ObjectStore;
}

/** Two stores as one while objects move from one to the other: what is not in the new store yet is read from the old one. */
export function createMovingObjects({ to, from }: Stores): ObjectStore {
  /** The third look is for what was moved between the first and the second. */
  const first = async <T>(look: (store: ObjectStore) => Promise<T | null>): Promise<T | null> =>
    (await look(to)) ?? (await look(from)) ?? (await look(to));
  return {
    put: to.put,
    async get(key, range) {
      const body = await first((store) => store.get(key, range).catch(nullWhenNotFound));
      if (body === null) throw notFound("Object", key);
      return body;
    },
    stat: (key) => first((store) => store.stat(key)),
    async move(source, target) {
      const moved = await to.move(source, target).then(() => true, nullWhenNotFound);
      if (moved === null) await bring({ to, from }, source, target);
    },
    async remove(key) {
      await from.remove(key);
      await to.remove(key);
    },
    list: (folder) => union({ to, from }, folder),
    sweep: async (before) => (await to.sweep(before)) + (await from.sweep(before)),
    localPath: (key) => to.localPath(key),
    async localCopy(key, checked) {
      if (await to.stat(key)) return to.localCopy(key, checked);
      return (await from.stat(key)) ? from.localCopy(key, checked) : to.localCopy(key, checked);
    },
    presignDownload: async (key, seconds, headers) => (await to.stat(key)) && to.presignDownload(key, seconds, headers),
    direct: to.direct,
    async check() {
      const [stands, before] = await Promise.all([to.check(), from.check()]);
      return `${stands} (and ${before}, from which objects move)`;
    },
  };
}

async function bring({ to, from }: Stores, source: string, target: string): Promise<void> {
  const found = await from.stat(source);
  if (found === null) throw notFound("Object", source);
  await to.put(target, await from.get(source), found.size);
  await from.remove(source);
}

async function* union({ to, from }: Stores, folder: string): AsyncIterable<StoredObject> {
  yield* to.list(folder);
  for await (const object of from.list(folder)) {
    if ((await to.stat(object.key)) === null) yield object;
  }
}
