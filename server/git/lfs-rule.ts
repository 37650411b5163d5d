import { type Ctx, DomainError } from "@/server/kernel";
import { MAX_REGULAR_FILE_BYTES } from "./contract";
import { objectsOfFolders } from "./objects-of-folders";
import { foldersOfAll, isReadablePath } from "./path-name";
import { type IndexEntry, withScratchIndex } from "./scratch-index";
import { writeBlobs } from "./write-blobs";

/** What is known about a file before it is sent. */
export interface FileSample {
  readonly path: string;
  /** Bytes of the whole file. */
  readonly size: number;
  /** Up to 512 bytes from its beginning. */
  readonly sample?: Uint8Array;
}

interface LfsRuleInput {
  /** Revision whose `.gitattributes` files count; `null` for an empty repository. */
  readonly commit: string | null;
  /** Text that takes the place of the root `.gitattributes`. */
  readonly gitAttributes?: string | undefined;
  readonly files: readonly FileSample[];
}

const NEVER_LFS = new Set([".gitattributes", "README.md", ".gitignore"]);

/** The paths of those files that are stored as LFS (hub-protocols §2.8); all others, and what is no path, are regular. */
export async function lfsRule(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, gitAttributes, files }: LfsRuleInput,
): Promise<ReadonlySet<string>> {
  const candidates = files.filter(({ path, size }) => size > 0 && !NEVER_LFS.has(path) && isReadablePath(path));
  const attributes = await findAttributes(ctx, repoId, { commit, paths: candidates.map(({ path }) => path) });
  if (gitAttributes !== undefined) {
    const [oid = ""] = await writeBlobs(ctx, repoId, [Buffer.from(gitAttributes)]);
    attributes.set(".gitattributes", { mode: "100644", oid });
  }
  const assigned = await withScratchIndex(ctx, repoId, async (index) => {
    await index.put(attributes);
    return index.assignedToLfs(candidates.map(({ path }) => path)).catch(noneWhenLate);
  });
  const isLfs = ({ path, size, sample }: FileSample) =>
    assigned.has(path) || size > MAX_REGULAR_FILE_BYTES || (sample !== undefined && looksBinary(sample));
  return new Set(candidates.filter(isLfs).map(({ path }) => path));
}

/** Here it is a proposal: a file that comes as it is nevertheless is judged again by its size. */
function noneWhenLate(error: unknown): ReadonlySet<string> {
  if (error instanceof DomainError && error.reason === "git_timeout") return new Set();
  throw error;
}

/** The `.gitattributes` files that lie on the way to these paths. */
async function findAttributes(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, paths }: { readonly commit: string | null; readonly paths: readonly string[] },
): Promise<Map<string, IndexEntry>> {
  if (commit === null) return new Map();
  const reader = ctx.live.repositories.objects(repoId);
  const found = await objectsOfFolders(ctx, repoId, { root: commit, folders: foldersOfAll(paths) });
  const trees = [...found].filter(([, { type }]) => type === "tree");
  const places = [".gitattributes", ...trees.map(([folder]) => `${folder}/.gitattributes`)];
  const names = [commit, ...trees.map(([, { oid }]) => oid)];
  const answers = await Promise.all(names.map((name) => reader.info(`${name}:.gitattributes`)));
  return new Map(
    places.flatMap((place, index) => {
      const found = answers[index];
      return found?.type === "blob" ? [[place, { mode: "100644", oid: found.oid }] as const] : [];
    }),
  );
}

/** A NUL byte, or text that is not UTF-8 and holds control characters. */
function looksBinary(sample: Uint8Array): boolean {
  if (sample.includes(0)) return true;
  const text = new TextDecoder("utf-8").decode(sample, { stream: true });
  return text.includes("\uFFFD") && sample.some((byte) => byte < 9 || (byte > 13 && byte < 32));
}

/** The `.gitattributes` line that makes exactly this path an LFS file. */
export function attributeLineFor(path: string): string {
  const pattern = path.replace(/[\\*?[]/g, "\\$&").replaceAll(" ", "[[:space:]]");
  const isSpecial = /^[!#"]/.test(pattern);
  return `${isSpecial ? `[${pattern[0]}]${pattern.slice(1)}` : pattern} filter=lfs diff=lfs merge=lfs -text`;
}
