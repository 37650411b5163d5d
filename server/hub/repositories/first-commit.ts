import { commitFiles, findSoleCommit, listTree, readBlob } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import { writeCard } from "../card/card";
import { commitAuthor } from "../commits/commit-author";
import { CreateRepoInput, kindOf, type RepoKind } from "../contract/repo";
import { entryOf } from "../kinds";
import type { NewRepoFacts } from "../kinds/kind";
import { defaultAttributes } from "./default-attributes";
import type { Repository } from "./repository";

const MESSAGE = "initial commit";
const SDKS = CreateRepoInput.shape.sdk.unwrap().options;
const CARD = "README.md";
const MAX_FILE_BYTES = 64 * 1_024;

/** What a new repository of a kind holds, by path. */
function firstFiles(kind: RepoKind, facts: NewRepoFacts): ReadonlyMap<string, string> {
  const entry = entryOf(kind);
  const card = entry.firstCard(facts);
  const attributes = [".gitattributes", defaultAttributes(entry.lfsPatterns)] as const;
  return new Map(card === null ? [attributes] : [attributes, [CARD, writeCard(card, "")]]);
}

export async function writeFirstCommit(
  ctx: Ctx<"repositories" | "moderation">,
  repoId: string,
  { shelf, name, license, sdk }: CreateRepoInput,
): Promise<void> {
  const files = firstFiles(kindOf(shelf), { name, license: license ?? null, sdk: sdk ?? null });
  await commitFiles(ctx, repoId, {
    branch: "main",
    message: MESSAGE,
    author: commitAuthor(ctx),
    operations: [...files].map(([path, text]) => ({ kind: "put", path, content: Buffer.from(text) })),
  });
}

interface FirstCommit {
  /** Full name of the branch that points at it. */
  readonly ref: string;
  readonly commit: string;
}

/**
 * The commit that creating the repository made, while that is all it has: no other ref and no other history, and its
 * files are those that creating writes. `null` once anybody changed anything, and for a repository that is empty.
 */
export async function findFirstCommit(ctx: Ctx<"repositories">, repo: Repository): Promise<FirstCommit | null> {
  const sole = await findSoleCommit(ctx, repo.id);
  if (sole?.title !== MESSAGE) return null;
  const { ref, commit } = sole;
  const texts = await textsOf(ctx, repo.id, commit);
  const made = texts && candidatesOf(repo).some((files) => isSame(files, texts));
  return made ? { ref, commit } : null;
}

/** What creating may have written: of a space nothing but its card says what runs it. */
const candidatesOf = ({ kind, name, license }: Repository): ReadonlyMap<string, string>[] =>
  [null, ...SDKS].map((sdk) => firstFiles(kind, { name, license, sdk }));

const isSame = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size === other.size && [...one].every(([path, text]) => other.get(path) === text);

/** The files of a commit by path; `null` when there are more, or larger ones, than creating writes. */
async function textsOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  commit: string,
): Promise<ReadonlyMap<string, string> | null> {
  const { items } = await listTree(ctx, repoId, { commit, recursive: true, limit: 3 });
  const isSmall = items.every(({ kind, blobSize }) => kind === "file" && blobSize <= MAX_FILE_BYTES);
  if (!isSmall || items.length > 2) return null;
  const read = items.map(async ({ path, oid }) => {
    const bytes = await readBlob(ctx, repoId, { oid, maxBytes: MAX_FILE_BYTES });
    return [path, bytes.toString("utf8")] as const;
  });
  return new Map(await Promise.all(read));
}
