import { findRevision, lfsRule, resolveRevision, statPaths } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import { contentOf, findTextAt } from "../files/open-repo-file";
import type { Repository } from "../repositories/repository";
import { ignoredAmong } from "./ignore-rules";

interface PlannedUpload {
  /** `null` in an empty repository. */
  readonly commit: string | null;
  readonly files: readonly { readonly path: string; readonly size: number; readonly sample?: Uint8Array }[];
  /** Texts that take the place of those in the repository. */
  readonly gitAttributes?: string | undefined;
  readonly gitIgnore?: string | undefined;
}

export interface UploadMode {
  readonly path: string;
  readonly isLarge: boolean;
  readonly isIgnored: boolean;
  /** Names what is there already: SHA-256 of an LFS object, else the git blob id. */
  readonly oid: string | null;
}

/**
 * How each file would be stored, and what is there now. The caller has made sure that the actor may know it. Throws
 * `too_large` when the rules of what is ignored take too long on so many files.
 */
export async function uploadModes(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { commit, files, gitAttributes, gitIgnore }: PlannedUpload,
): Promise<readonly UploadMode[]> {
  const paths = files.map(({ path }) => path);
  const [large, present, ignore] = await Promise.all([
    lfsRule(ctx, repo.id, { commit, files, gitAttributes }),
    commit === null ? [] : statPaths(ctx, repo.id, { commit, paths }),
    gitIgnore ?? (commit === null ? null : findTextAt(ctx, repo, { commit, path: ".gitignore" })),
  ]);
  const entries = new Map(present.map((entry) => [entry.path, entry]));
  const ignored = ignoredAmong(ignore ?? "", paths);
  return paths.map((path) => {
    const entry = entries.get(path);
    const oid = entry?.kind === "file" ? contentOf(entry) : null;
    return { path, isLarge: large.has(path), isIgnored: ignored.has(path), oid };
  });
}

/** The commit to build on; `null` for the first one of an empty repository. Throws `not_found` (`revision_not_found`). */
export async function headToWrite(
  ctx: Ctx<"repositories">,
  repo: Repository,
  revision: string,
): Promise<string | null> {
  const found = await findRevision(ctx, repo.id, revision);
  if (found) return found.commit;
  if (revision === repo.defaultBranch || revision === "HEAD") return null;
  return (await resolveRevision(ctx, repo.id, revision)).commit;
}
