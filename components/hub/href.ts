import type { NamedRepo, RepoAddress } from "@/server/hub/contract/repo";
import { shelfOf } from "@/server/hub/contract/shelf";

const encodePath = (path: string) => path.split("/").map(encodeURIComponent).join("/");

/**
 * The page of a repository, as Hugging Face addresses it: models stand at the root. What follows is a verb, a revision
 * and paths; a revision is one segment, so that `feature/x` is not taken for a folder.
 */
export function hrefOf({ kind, namespace, name }: NamedRepo, ...rest: readonly string[]): string {
  const [verb, revision, ...paths] = rest;
  const shelf = kind === "model" ? [] : [shelfOf(kind)];
  const where = [...(revision === undefined ? [] : [encodeURIComponent(revision)]), ...paths.map(encodePath)];
  return `/${[...shelf, namespace, name, ...(verb === undefined ? [] : [verb]), ...where].join("/")}`;
}

/** The bytes of a file, as `hf` and `curl` fetch them. */
export const fileHref = (repo: NamedRepo, revision: string, path: string): string =>
  hrefOf(repo, "resolve", revision, path);

/** How operations name a repository. */
export const addressOf = ({ kind, namespace, name }: NamedRepo): RepoAddress => ({
  shelf: shelfOf(kind),
  namespace,
  name,
});
