import type { Ctx } from "@/server/kernel";
import { type ArrivedPaths, createArrivedPaths } from "./arrived-paths";
import { LfsPointer, MAX_REGULAR_FILE_BYTES } from "./contract";
import { gitError } from "./git-error";
import { formatPointer } from "./lfs-pointer";
import { validPath } from "./path-name";
import type { IndexEntry } from "./scratch-index";
import type { SecretWatch } from "./secrets/secret-watch";
import { type BlobWriter, openBlobWriter } from "./write-blobs";

/** One step of a commit. A later step about the same path wins. */
export type FileOperation =
  | {
      readonly kind: "put";
      readonly path: string;
      /** Bytes of a regular file (≤ 10 MB), or the LFS object that the file stands for. */
      readonly content: Uint8Array | AsyncIterable<Uint8Array> | LfsPointer;
      readonly executable?: boolean;
    }
  /** `recursive` allows the path to be a folder. */
  | { readonly kind: "delete"; readonly path: string; readonly recursive?: boolean }
  /** Of a file, from the parent commit or from another revision of the same repository. */
  | { readonly kind: "copy"; readonly from: string; readonly path: string; readonly fromCommit?: string };

/** What a commit does, with all content already in the repository. */
export interface FileChanges {
  readonly puts: ReadonlyMap<string, IndexEntry>;
  readonly copies: ReadonlyMap<string, { readonly from: string; readonly fromCommit?: string }>;
  readonly deletes: ReadonlyMap<string, { readonly recursive: boolean }>;
  /** Paths whose content is an LFS object. */
  readonly pointers: ReadonlySet<string>;
}

const MAX_OPERATIONS = 50_000;

interface Incoming {
  readonly operations: Iterable<FileOperation> | AsyncIterable<FileOperation>;
  readonly watch: SecretWatch;
}

/** Reads the operations as they come and writes their content, unless `watch` refuses it. Throws `invalid`, `too_large`. */
export async function collectChanges(
  ctx: Ctx<"repositories">,
  repoId: string,
  { operations, watch }: Incoming,
): Promise<FileChanges> {
  const changes = noChanges();
  const writer = openBlobWriter(ctx, repoId);
  const arrived = createArrivedPaths();
  let count = 0;
  try {
    for await (const operation of operations) {
      count += 1;
      if (count > MAX_OPERATIONS) throw gitError("too_large", `A commit has at most ${MAX_OPERATIONS} changes`);
      await note(changes, operation, { writer, watch, arrived });
    }
    await writer.finish();
    return changes;
  } finally {
    writer.abandon();
  }
}

const noChanges = () => ({
  puts: new Map<string, IndexEntry>(),
  copies: new Map<string, { from: string; fromCommit?: string }>(),
  deletes: new Map<string, { recursive: boolean }>(),
  pointers: new Set<string>(),
});

interface Desk {
  readonly writer: BlobWriter;
  readonly watch: SecretWatch;
  /** Everything that was put or copied, also what another step has undone by now. */
  readonly arrived: ArrivedPaths;
}

async function note(changes: ReturnType<typeof noChanges>, operation: FileOperation, { writer, watch, arrived }: Desk) {
  const { puts, copies, deletes, pointers } = changes;
  const path = validPath(operation.path.replace(/\/$/, ""));
  const forget = (earlier: string) => {
    for (const kind of [puts, copies, deletes, pointers]) kind.delete(earlier);
  };
  forget(path);
  switch (operation.kind) {
    case "delete": {
      for (const earlier of arrived.takeBelow(path)) if (puts.has(earlier) || copies.has(earlier)) forget(earlier);
      deletes.set(path, { recursive: operation.recursive ?? false });
      return;
    }
    case "copy":
      arrived.add(path);
      copies.set(path, { from: validPath(operation.from), ...pickCommit(operation) });
      return;
    case "put": {
      const { content, executable = false } = operation;
      const bytes = await bytesOf(content);
      if (!isPointer(content) && !(await watch.look({ path, bytes }))) return;
      const oid = await writer.add(bytes);
      arrived.add(path);
      puts.set(path, { mode: executable ? "100755" : "100644", oid });
      if (isPointer(content)) pointers.add(path);
    }
  }
}

const pickCommit = ({ fromCommit }: { readonly fromCommit?: string }) =>
  fromCommit === undefined ? {} : { fromCommit };

type Content = Extract<FileOperation, { kind: "put" }>["content"];

const isPointer = (content: Content): content is LfsPointer => "oid" in content;

async function bytesOf(content: Content): Promise<Uint8Array> {
  // The pointer of the empty file is the empty file itself.
  if (isPointer(content)) return Buffer.from(content.size === 0 ? "" : formatPointer(LfsPointer.parse(content)));
  const pieces = content instanceof Uint8Array ? [content] : content;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.byteLength;
    if (size > MAX_REGULAR_FILE_BYTES) {
      throw gitError("too_large", "Files over 10 MB are stored with git-lfs", { reason: "file_too_large" });
    }
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}
