import { z } from "zod";
import { Visibility } from "@/server/access/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { GateMode } from "./gate-mode";
import { kindOf, REPO_KINDS, SHELVES, shelfOf } from "./shelf";
import { WATCH_LEVELS } from "./watch-levels";

export { kindOf, REPO_KINDS, SHELVES, shelfOf };

export const RepoKind = z.enum(REPO_KINDS);
export type RepoKind = z.infer<typeof RepoKind>;

export const Shelf = z.enum(SHELVES);
export type Shelf = z.infer<typeof Shelf>;

/** Hugging Face's rule for a name: letters, digits, `.`, `_`, `-`; no `--`, no `..`; not starting or ending with `-` or `.`. */
export const RepoName = z
  .string()
  .min(1)
  .max(96)
  .regex(/^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?$/, "Use letters, digits, dots, dashes and underscores")
  .refine((name) => !/--|\.\.|\.git$|\.ipynb$/i.test(name), "No double dash, no double dot, not ending in .git");

/** How a card names what its repository was made from. */
export const LINK_RELATIONS = [
  "base",
  "finetune",
  "adapter",
  "quantized",
  "merge",
  "dataset",
  "model",
  "code",
] as const;
export const LinkRelation = z.enum(LINK_RELATIONS);
export type LinkRelation = z.infer<typeof LinkRelation>;

/** The address of a repository in operations. */
export const RepoAddress = z.strictObject({
  shelf: Shelf.describe("The kind of repository, as in its address."),
  namespace: Text.max(96).min(1).describe("User or organisation that owns it; case does not matter."),
  name: Text.max(96).min(1).describe("Its name; case does not matter. An old name leads to the renamed repository."),
});
export type RepoAddress = z.infer<typeof RepoAddress>;

export const Repo = z.object({
  id: z.uuid(),
  kind: RepoKind,
  namespace: z.string(),
  name: z.string(),
  visibility: Visibility,
  description: z.string(),
  license: z.string().nullable(),
  defaultBranch: z.string(),
  sha: z.string().nullable().describe("Commit at the head of the default branch; null while it is empty."),
  tags: z.array(z.string()),
  task: z.string().nullable().describe("Pipeline task, such as text-generation."),
  library: z.string().nullable(),
  likes: z.int(),
  downloads: z.int(),
  gate: GateMode.nullable().describe("How people are let in to the files; null: whoever sees it reads them."),
  isArchived: z.boolean().describe("It can be read and not be changed."),
  isMirror: z.boolean().describe("It follows a repository elsewhere, and people do not change what is inside."),
  isTemplate: z.boolean().describe("Offered as a start for new repositories."),
  storageBytes: z.int().describe("Size of all files at the head of the default branch, in bytes."),
  createdAt: z.date(),
  updatedAt: z.date(),
  url: z.string().describe("Address of its page."),
});
export type Repo = z.infer<typeof Repo>;

/** A repository by its kind, owner and name: what leads to its pages. */
export type NamedRepo = Pick<Repo, "kind" | "namespace" | "name">;

export const RepoDetails = Repo.extend({
  card: z.record(z.string(), z.unknown()).describe("Front matter of README.md."),
  fileCount: z.int(),
  creator: z.string().nullable(),
  chunked: z
    .object({ sentBytes: z.int(), fileBytes: z.int() })
    .nullable()
    .describe("Of files that came in chunks, in every revision: what was sent, and what they have; null for none."),
  liked: z.boolean().describe("Whether the caller likes it."),
  can: z.object({ like: z.boolean(), write: z.boolean(), admin: z.boolean() }).describe("What the caller may do."),
  forkedFrom: z
    .object({ kind: RepoKind, namespace: z.string(), name: z.string() })
    .nullable()
    .describe("The repository this one was copied from, while the caller may see it."),
  resourceGroup: z
    .object({ name: z.string(), displayName: z.string() })
    .nullable()
    .describe("The group that it lies in, while the caller may see that."),
  watching: z.enum(WATCH_LEVELS).nullable().describe("What the caller is told of it."),
  movedFrom: z.string().nullable().describe("The address that was asked for, when it is an old one."),
});
export type RepoDetails = z.infer<typeof RepoDetails>;

export const CreateRepoInput = z.strictObject({
  shelf: Shelf,
  name: RepoName,
  namespace: Text.max(96).min(1).optional().describe("User or organisation; default: the caller."),
  visibility: Visibility.optional().describe("Default: as the settings of the installation say."),
  license: Text.max(64).optional().describe("SPDX id in lower case, such as apache-2.0."),
  description: Text.max(500).default(""),
  sdk: z.enum(["gradio", "streamlit", "docker", "static"]).optional().describe("For spaces: what runs it."),
  resourceGroup: Text.max(96).min(1).optional().describe("Of the organisation, to lie in from the start."),
});
export type CreateRepoInput = z.infer<typeof CreateRepoInput>;

export const UpdateRepoInput = RepoAddress.extend({
  visibility: Visibility.optional(),
  description: Text.max(500).optional(),
  license: Text.max(64).nullable().optional(),
  defaultBranch: Text.max(200).min(1).optional(),
  gate: GateMode.nullable().optional().describe("Null opens the files to whoever sees the repository."),
  accessDays: z.int().min(1).max(3_650).nullable().optional().describe("Days until access must be asked for anew."),
  isArchived: z.boolean().optional().describe("True: nobody changes what is inside."),
  isTemplate: z.boolean().optional(),
});

export const RenameRepoInput = RepoAddress.extend({ newName: RepoName });
export const MoveRepoInput = RepoAddress.extend({ newNamespace: Text.max(96).min(1), newName: RepoName.optional() });

export const REPO_SORTS = ["trending", "updated", "created", "downloads", "likes"] as const;
export const RepoSort = z.enum(REPO_SORTS);
export type RepoSort = z.infer<typeof RepoSort>;

export const ListReposInput = PageInput.extend({
  shelf: Shelf,
  search: Text.max(200).optional().describe("Part of `namespace/name`."),
  author: Text.max(96).optional().describe("Exact namespace."),
  tag: z.array(Text.max(120)).max(20).optional().describe("All of these tags, such as `license:mit`."),
  task: Text.max(120).optional(),
  library: Text.max(120).optional(),
  license: Text.max(120).optional(),
  language: Text.max(40).optional(),
  liked: z.boolean().optional().describe("Only what the caller likes."),
  sort: RepoSort.default("trending"),
});
export type ListReposInput = z.infer<typeof ListReposInput>;
export const RepoPage = pageOf(Repo);

export const RestoreRepoInput = z.strictObject({ id: z.uuid() });
export const ListDeletedReposInput = PageInput;
export const DeletedRepoPage = pageOf(Repo.extend({ deletedAt: z.date().nullable() }));

export const FACETS = ["task", "library", "license", "language", "tag"] as const;
export const Facet = z.enum(FACETS);
export type FacetName = z.infer<typeof Facet>;
export const FacetsInput = ListReposInput.omit({ cursor: true, limit: true, sort: true });
const FacetLabel = z.object({ en: z.string().nullable(), zh: z.string().nullable() });
const FacetValues = z.array(
  z.object({
    value: z.string(),
    count: z.int(),
    label: FacetLabel.optional().describe("What administrators call it, in English and Chinese."),
  }),
);
/** The values of each facet: featured ones, then the most frequent. A facet that is filtered by counts what another choice would find. */
export const RepoFacets = z.object({
  total: z.int().describe("How many repositories fit."),
  task: FacetValues,
  library: FacetValues,
  license: FacetValues,
  language: FacetValues,
  tag: FacetValues,
});
export type RepoFacets = z.infer<typeof RepoFacets>;

export const CountReposInput = z.strictObject({ namespace: Text.max(96).min(1) });
export const RepoCounts = z.object({
  model: z.int(),
  dataset: z.int(),
  space: z.int(),
  code: z.int(),
  liked: z.int().describe("Repositories that the person likes; 0 for an organisation."),
});

/** A repository in the result of a search over every kind. */
export const SearchInput = z.strictObject({
  query: Text.max(200).min(1),
  shelf: Shelf.optional().describe("Only this kind of repository."),
  limit: z.int().min(1).max(20).default(8),
});
export const SearchResult = z.object({
  items: z.array(
    Repo.pick({
      ...{ id: true, kind: true, namespace: true, name: true, visibility: true, gate: true, task: true },
      ...{ library: true, license: true, downloads: true, likes: true, updatedAt: true, url: true },
    }),
  ),
  tasks: z
    .array(z.object({ id: z.string(), en: z.string(), zh: z.string() }))
    .describe("What the tasks of these repositories are called, in English and Chinese."),
});

export const LikeState = z.object({ liked: z.boolean(), likes: z.int() });

export const CollaboratorRole = z.enum(["read", "write", "admin"]);
export const Collaborator = z.object({
  username: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
  role: CollaboratorRole,
});
export const CollaboratorInput = RepoAddress.extend({ username: Text.max(96).min(1) });

export const PutCollaboratorInput = CollaboratorInput.extend({ role: CollaboratorRole });
export const ListCollaboratorsInput = PageInput.extend(RepoAddress.shape);
export const CollaboratorPage = pageOf(Collaborator);
