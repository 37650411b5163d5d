import type { ChosenFile } from "./chosen-files";
import { createFileList, type FileContent, type QueuedFile } from "./file-list";
import { forgetUpload, rememberedUpload } from "./remembered";
import type { Transfer } from "./transfer-file";

interface Running {
  readonly abort: AbortController;
  uploadId: string | null;
}

interface Way {
  readonly repoId: string;
  /** Brings one file to where it belongs; it fails with what people are told. */
  readonly send: (transfer: Transfer) => Promise<FileContent>;
  readonly cancel: (uploadId: string) => Promise<unknown>;
}

export type UploadQueue = ReturnType<typeof createUploadQueue>;

const LANES = 2;

/** Files on their way to a repository. Two are sent at a time, in the order they were chosen. */
export function createUploadQueue(way: Way) {
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
      const change = await way.send({ file, path, ...events });
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
    const what = removed && { repoId: way.repoId, path: removed.path, file: removed.file };
    const uploadId = running.get(id)?.uploadId ?? (what && rememberedUpload(what));
    if (uploadId) void way.cancel(uploadId).catch(() => undefined);
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
      const byPath = new Map(chosen.map((one) => [one.path, one]));
      for (const { id, path } of list.files()) if (byPath.has(path)) drop(id);
      list.add([...byPath.values()]);
      next();
    },
    /** Everything on the list is in the repository now. */
    forget() {
      for (const { path, file } of list.files()) forgetUpload({ repoId: way.repoId, path, file });
    },
    retry(id: string) {
      list.set(id, { state: "waiting", error: null });
      next();
    },
    /** It arrived, and was not taken where it should go. */
    fail(id: string, error: unknown) {
      list.set(id, { state: "failed", error, sent: 0, rate: null });
    },
    /** Once nothing is on its way any more: every file has arrived or failed. */
    settled: () => settled(list),
  };
}

function settled(list: ReturnType<typeof createFileList>): Promise<void> {
  return new Promise((resolve) => {
    const stop = list.subscribe(look);
    function look() {
      if (list.files().some(({ state }) => state !== "done" && state !== "failed")) return;
      stop();
      resolve();
    }
    look();
  });
}
