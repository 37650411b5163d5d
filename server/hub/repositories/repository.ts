import type { Resource } from "@/server/access";
import type { Ctx } from "@/server/kernel";
import { type Repo, type RepoAddress, type RepoKind, shelfOf } from "../contract/repo";
import { entryOf } from "../kinds";
import type { RepoRow } from "./store";

/** A repository as other contexts see it: its row, and the name of its owner. */
export type Repository = RepoRow & { readonly namespace: string };

/** The address of a repository; case does not matter. */
export interface RepoRef {
  readonly kind: RepoKind;
  readonly namespace: string;
  readonly name: string;
}

/** What `authorize` needs to know. Hidden and missing repositories are told apart by nobody: both say the address. */
export const resourceOf = (repo: Repository): Resource => ({
  kind: "Repository",
  id: repo.id,
  ownerId: repo.ownerId,
  visibility: repo.visibility,
  creatorId: repo.creatorId,
  isGated: repo.gate !== null,
  isArchived: repo.archivedAt !== null,
  isMirror: repo.isMirror,
});

/** `namespace/name`. */
export const fullNameOf = ({ namespace, name }: Pick<RepoRef, "namespace" | "name">): string => `${namespace}/${name}`;

/** A repository as operations name it. */
export const addressOf = ({ kind, namespace, name }: RepoRef): RepoAddress => ({
  shelf: shelfOf(kind),
  namespace,
  name,
});

/** Path of the repository's page, such as `/models/ada/tiny`. */
export const pathOf = ({ kind, namespace, name }: RepoRef): string => `/${shelfOf(kind)}/${namespace}/${name}`;

/** Where files, git and LFS of the repository are served, without slashes at the ends: models have no word in front. */
export const wirePathOf = ({ kind, namespace, name }: RepoRef): string =>
  `${entryOf(kind).wirePrefix}${namespace}/${name}`;

/** Names are letters of ASCII only, so this is the whole of folding. */
export const foldName = (name: string): string => name.toLowerCase();

export const searchTextOf = (namespace: string, name: string): string => foldName(`${namespace}/${name}`);

/** How the audit trail names a repository. */
export const auditTarget = (repo: Repository, details: Readonly<Record<string, unknown>> = {}) => ({
  kind: "repository",
  id: repo.id,
  name: `${shelfOf(repo.kind)}/${fullNameOf(repo)}`,
  ownerId: repo.ownerId,
  details,
});

export const showRepo = (site: Ctx["site"], repo: Repository): Repo => ({
  id: repo.id,
  kind: repo.kind,
  namespace: repo.namespace,
  name: repo.name,
  visibility: repo.visibility,
  description: repo.description,
  license: repo.license,
  defaultBranch: repo.defaultBranch,
  sha: repo.headCommit,
  tags: repo.tags,
  task: repo.task,
  library: repo.library,
  likes: repo.likes,
  downloads: repo.downloads,
  gate: repo.gate,
  isArchived: repo.archivedAt !== null,
  isMirror: repo.isMirror,
  isTemplate: repo.isTemplate,
  storageBytes: repo.storageBytes,
  createdAt: repo.createdAt,
  updatedAt: repo.updatedAt,
  url: `${site.origin}${pathOf(repo)}`,
});
