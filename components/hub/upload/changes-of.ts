import type { FileChange } from "@/server/hub/contract/content";
import type { QueuedFile } from "./file-list";

/** What the commit says about files that have arrived, below a folder. */
export function changesOf(files: readonly QueuedFile[], folder: string): FileChange[] {
  const inFolder = (path: string) => (folder === "" ? path : `${folder}/${path}`);
  return files.flatMap(({ path, change }): FileChange[] => {
    if (!change) return [];
    const place = inFolder(path);
    return "oid" in change
      ? [{ kind: "upload", path: place, oid: change.oid }]
      : [{ kind: "put", path: place, text: change.text }];
  });
}
