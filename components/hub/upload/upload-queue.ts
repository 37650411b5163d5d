import type { ChosenFile } from "./chosen-files";
import { createFileList, type QueuedFile } from "./file-list";
import { forgetUpload, rememberedUpload } from "./remembered";
import { transferFile, type UploadDoor } from "./transfer-file";

interface Running {
  readonly abort: AbortController;
  uploadId: string | null;
}

type Door = UploadDoor & { readonly cancel: (uploadId: string) => Promise<unknown> };

const LANES = 2;

/** Files on their way to a repository. Two are sent at a time, in the order they were chosen. */
export function createUploadQueue(door: Door) {
  const list = createFileList();
  const running = new Map<string, Running>();

  async function run({ id, file, path }: QueuedFile): Promise<void> {
    const own: Running = { abort: new AbortController(), uploadId: null };
    running.set(id, own);
    list.set(id, { state: "uploading", error: null });
    const events = {
      signal: own.abort.signal,
      onSent: (bytes: number) => list.noteSent(id, bytes),
      onOpened: (uploadId: string) => {
        own.uploadId = uploadId;
      },
      onChecking: () => list.set(id, { state: "checking", sent: file.size }),
    };
    try {
      const text = await textOf(file, path);
      const change = text === null ? { oid: await transferFile(door, { file, path, ...events }) } : { text };
      list.set(id, { state: "done", sent: file.size, change });
    } catch (error) {
      if (!own.abort.signal.aborted) list.set(id, { state: "failed", error, sent: 0, rate: null });
    }
    running.delete(id);
    next();
  }

  function next(): void {
    const waiting = list.files().filter(({ state }) => state === "waiting");
    for (const file of waiting.slice(0, LANES - running.size)) void run(file);
  }

  /** Off the list; what has arrived stays, for the same file at the same place. */
  function drop(id: string): void {
    running.get(id)?.abort.abort();
    list.remove(id);
  }

  function remove(id: string): void {
    const removed = list.files().find((file) => file.id === id);
    const what = removed && { repoId: door.repoId, path: removed.path, file: removed.file };
    const uploadId = running.get(id)?.uploadId ?? (what && rememberedUpload(what));
    if (uploadId) void door.cancel(uploadId).catch(() => undefined);
    if (what) forgetUpload(what);
    drop(id);
  }

  return {
    subscribe: list.subscribe,
    files: list.files,
    rate: list.rate,
    remove,
    /** A file for a path that is there already takes its place. */
    add(chosen: readonly ChosenFile[]) {
      const paths = new Set(chosen.map(({ path }) => path));
      for (const { id, path } of list.files()) if (paths.has(path)) drop(id);
      list.add(chosen);
      next();
    },
    /** Everything on the list is in the repository now. */
    forget() {
      for (const { path, file } of list.files()) forgetUpload({ repoId: door.repoId, path, file });
    },
    retry(id: string) {
      list.set(id, { state: "waiting", error: null });
      next();
    },
  };
}

const MAX_INLINE_BYTES = 256 * 1024;
const INLINE =
  /(?:\.(?:md|txt|json|ya?ml|toml|py|cfg|ini|sh|js|ts|css|html)|(?:^|\/)(?:\.gitattributes|\.gitignore|LICENSE))$/i;

/** Small texts travel in the commit itself; `null` for everything else. */
async function textOf(file: File, path: string): Promise<string | null> {
  if (file.size === 0) return "";
  if (file.size > MAX_INLINE_BYTES || !INLINE.test(path)) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
