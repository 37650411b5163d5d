import { listTree, readBlob, type TreeEntry } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";
import { statRepoFile } from "../files/open-repo-file";
import { jsonObjectIn } from "../formats/json-in";
import { withNamespace, withNamespaces } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";
import { findRepoById } from "../repositories/store";
import { readHeader } from "../weights/file-header";
import { mainWeights } from "../weights/weight-files";
import { ggufLinks } from "./gguf-links";
import type { Link } from "./link";
import { findReposBySearchText, type NewLink, replaceHeaderLinks } from "./store";

const MAX_FILES = 5_000;

/** Writes what the header of a GGUF file says of its origin beside what the card says. Safe to run twice. */
export async function recordHeaderLinks(ctx: Ctx<"repositories" | "objects">, repoId: string): Promise<void> {
  const repo = await withNamespace(ctx, await findRepoById(ctx.db, repoId));
  if (repo?.kind !== "model" || !repo.headCommit) return;
  const links = await linksInHeader(ctx, repo, repo.headCommit);
  await replaceHeaderLinks(ctx, repoId, await withTargets(ctx, repo, links));
}

async function linksInHeader(ctx: Ctx<"repositories" | "objects">, repo: Repository, commit: string) {
  const { items } = await listTree(ctx, repo.id, { commit, recursive: true, limit: MAX_FILES });
  const main = mainWeights(items.flatMap(({ kind, path }) => (kind === "file" && /\.gguf$/i.test(path) ? path : [])));
  const [path] = main?.paths ?? [];
  if (path === undefined) return [];
  try {
    const file = await statRepoFile(ctx, repo, { commit, path });
    return ggufLinks((await readHeader(ctx, repo, { file, format: "gguf" })).metadata);
  } catch (error) {
    // A damaged file says nothing; everything else is tried again.
    if (error instanceof DomainError && error.reason === "bad_model_file") return [];
    throw error;
  }
}

/** With the repositories that are here, whoever may see them; a repository is not made from itself. */
export async function withTargets(
  ctx: Ctx,
  { searchText, kind }: Pick<Repository, "searchText" | "kind">,
  links: readonly Link[],
): Promise<NewLink[]> {
  const others = links.filter((link) => link.targetKind !== kind || link.target.toLowerCase() !== searchText);
  const rows = await findReposBySearchText(ctx.db, [...new Set(others.map(({ target }) => target.toLowerCase()))]);
  const targets = await withNamespaces(ctx, rows);
  return others.map((link) => {
    const found = targets.find(
      (repo) => repo.kind === link.targetKind && repo.searchText === link.target.toLowerCase(),
    );
    return { ...link, targetId: found?.id ?? null };
  });
}

const MAX_CONFIG_BYTES = 200_000;

/** A small JSON file at the root of a commit; empty when it is missing, too large or no JSON object. */
export async function readConfig(
  ctx: Ctx<"repositories">,
  repoId: string,
  { files, path }: { readonly files: readonly TreeEntry[]; readonly path: string },
): Promise<Readonly<Record<string, unknown>>> {
  const file = files.find((entry) => entry.path === path);
  if (!file || file.lfs || file.blobSize > MAX_CONFIG_BYTES) return {};
  const text = (await readBlob(ctx, repoId, { oid: file.oid, maxBytes: MAX_CONFIG_BYTES })).toString("utf8");
  return jsonObjectIn(text) ?? {};
}
