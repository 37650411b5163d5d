import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { isReadablePath } from "./path-name";
import { findRevision, type Resolved, resolveRevision } from "./resolve-revision";

export interface RevisionPath extends Resolved {
  readonly revision: string;
  /** Path inside the tree, without slashes at the ends; empty for the root. */
  readonly path: string;
}

/**
 * Splits what follows a verb in an address (`tree/…`, still percent-encoded) into a revision and a path: a literal
 * `refs/x/y`, else the first segment, else the longest prefix that names a branch or tag.
 * Throws `not_found` (`revision_not_found`) and `invalid` (`bad_path`).
 */
export async function splitRevisionPath(
  ctx: Ctx<"repositories">,
  repoId: string,
  remainder: string,
): Promise<RevisionPath> {
  const segments = remainder.replace(/\/$/, "").split("/").map(decode);
  if (segments[0] === "refs" && segments.length >= 3) {
    return take(await resolveRevision(ctx, repoId, segments.slice(0, 3).join("/")), segments, 3);
  }
  const first = await findRevision(ctx, repoId, segments[0] ?? "");
  if (first) return take(first, segments, 1);

  for (let length = Math.min(segments.length, 12); length > 1; length -= 1) {
    const found = await findRevision(ctx, repoId, segments.slice(0, length).join("/"));
    if (found?.ref) return take(found, segments, length);
  }
  return take(await resolveRevision(ctx, repoId, segments[0] ?? ""), segments, 1);
}

function take(found: Resolved, segments: readonly string[], length: number): RevisionPath {
  const path = segments.slice(length).join("/");
  if (!isReadablePath(path)) throw badPath();
  return { ...found, revision: segments.slice(0, length).join("/"), path };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    throw badEncoding(error);
  }
}

const badPath = () =>
  gitError("invalid", "The path has empty, `.` or `..` parts, or a backslash", { reason: "bad_path" });

const badEncoding = (cause: unknown) =>
  gitError("invalid", "The address is not percent-encoded UTF-8", { reason: "bad_path", cause });
