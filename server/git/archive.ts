import type { Ctx } from "@/server/kernel";
import { type ArchiveFormat, Oid } from "./contract";

interface ArchiveInput {
  readonly commit: string;
  readonly format: ArchiveFormat;
  /** Folder that everything lies in, such as `guide-main`. */
  readonly folder: string;
}

/** All files of a commit as they are in git (pointers for LFS files), as a stream; stopping to read ends git. */
export function archive(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, format, folder }: ArchiveInput,
): AsyncIterable<Uint8Array> {
  const prefix = `${folder.replace(/[^\w.-]+/g, "-")}/`;
  const args = ["archive", `--format=${format}`, `--prefix=${prefix}`, Oid.parse(commit)];
  return ctx.live.repositories.stream(repoId, { args, timeoutMs: 3_600_000 });
}
