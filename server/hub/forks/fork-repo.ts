import { findGroupOf, setGroup } from "@/server/access";
import type { Visibility } from "@/server/access/contract";
import { audit } from "@/server/audit";
import { copyLinks, openPlace, unlinkRepository } from "@/server/content";
import { cloneRepository, listPointersBehind, readRefs, removeRepository } from "@/server/git";
import { getOwner } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { atomically, type Ctx, defineCommand, newRow, publish } from "@/server/kernel";
import { judgeTexts, recordFindings } from "@/server/moderation";
import { recordPush } from "../commits/record-push";
import { ForkRepoInput } from "../contract/fork";
import { Repo } from "../contract/repo";
import { repoCreated } from "../events";
import { authorizeContent } from "../gate/authorize-content";
import { authorizeCreation, creatorOf } from "../repositories/create-repo";
import { getReadableRepoById, getRepoAt } from "../repositories/get-readable-repo";
import { nameTaken } from "../repositories/relocate";
import {
  auditTarget,
  foldName,
  fullNameOf,
  pathOf,
  type Repository,
  searchTextOf,
  showRepo,
} from "../repositories/repository";
import { findRepoAt, insertRepo, type NewRepo } from "../repositories/store";
import { trendAt } from "../search/trend";
import { assertNotWider, widestOfCopy } from "./widest-visibility";

export const forkRepo = defineCommand({
  name: "hub.forkRepo",
  summary: "Copy a repository to an account, with its branches, tags and files",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/fork", status: 201 },
  input: ForkRepoInput,
  output: Repo,
  async run(ctx: Ctx<"repositories" | "moderation">, { newNamespace, newName, visibility, ...address }) {
    const source = await getRepoAt(ctx, address);
    const owner = await getOwner(ctx, newNamespace);
    return showRepo(ctx.site, await forkOf(ctx, source, { owner, name: newName ?? source.name, visibility }));
  },
});

interface Fork {
  readonly owner: AccountSummary;
  readonly name: string;
  /** Default: that of the source. */
  readonly visibility?: Visibility | undefined;
}

/**
 * A repository of its own with the branches, tags and large files of the source, which it remembers. Large files are
 * linked, not copied. Throws `conflict` (`name_taken`, with the `url` of what has the name), `forbidden` for the owner,
 * `invalid` (`too_visible`) for a copy that more people could see than the source, and (`content_policy`) for its name.
 */
export async function forkOf(
  ctx: Ctx<"repositories" | "moderation">,
  source: Repository,
  fork: Fork,
): Promise<Repository> {
  await authorizeContent(ctx, source);
  const groupId = await groupOfCopy(ctx, source, fork);
  await authorizeCreation(ctx, fork.owner, groupId === null ? null : { id: groupId });
  const visibility = await visibilityOf(ctx, source, fork);
  const place = { kind: source.kind, ownerId: fork.owner.id, nameFolded: foldName(fork.name) };
  const taken = await findRepoAt(ctx.db, place);
  if (taken) throw nameTaken(ctx, { ...taken, namespace: fork.owner.name });

  const found = fork.name === source.name ? [] : await judgeTexts(ctx, [{ surface: "name", text: fork.name }]);
  const row = { ...newRow(ctx), ...place, ...rowFields(ctx, source, fork), visibility };
  await cloneRepository(ctx, { from: source.id, to: row.id, defaultBranch: source.defaultBranch });
  try {
    await saveFork(ctx, row, {
      ...{ source, owner: fork.owner, groupId, found },
      oids: await largeFilesOf(ctx, row.id),
    });
  } catch (error) {
    await unlinkRepository(ctx, row.id);
    await removeRepository(ctx, row.id);
    throw error;
  }
  await recordPush(ctx, row.id);
  return getReadableRepoById(ctx, row.id);
}

async function visibilityOf(ctx: Ctx, source: Repository, { visibility }: Fork): Promise<Visibility> {
  const widest = await widestOfCopy(ctx, source);
  assertNotWider(visibility ?? widest, widest);
  return visibility ?? widest;
}

const rowFields = (ctx: Ctx, source: Repository, { owner, name }: Fork) => ({
  creatorId: creatorOf(ctx, owner),
  name,
  searchText: searchTextOf(owner.name, name),
  description: source.description,
  license: source.license,
  gate: source.gate,
  defaultBranch: source.defaultBranch,
  forkOfId: source.id,
  forkCommit: source.headCommit,
  trend: trendAt(ctx.now()),
});

/** A copy for the same organisation of what not everybody reads lies in the same group: nobody else comes to read it. */
async function groupOfCopy(ctx: Ctx, source: Repository, { owner }: Fork): Promise<string | null> {
  const isOpen = source.visibility !== "private" && source.gate === null;
  return isOpen || owner.id !== source.ownerId ? null : findGroupOf(ctx.db, source.id);
}

/** What the copied branches and tags name: drafts of releases and branches that are gone keep theirs from who copies. */
async function largeFilesOf(ctx: Ctx<"repositories">, repoId: string): Promise<readonly string[]> {
  const heads = [...new Set((await readRefs(ctx, repoId)).values())];
  const oids = new Set<string>();
  const { signal } = new AbortController();
  for await (const { oid } of listPointersBehind(ctx, repoId, { heads, signal })) oids.add(oid);
  return [...oids];
}

interface Origin {
  readonly source: Repository;
  readonly owner: AccountSummary;
  readonly groupId: string | null;
  /** What its name is judged for. */
  readonly found: Awaited<ReturnType<typeof judgeTexts>>;
  /** SHA-256 of its large files. */
  readonly oids: readonly string[];
}

const saveFork = (
  ctx: Ctx,
  row: NewRepo & { readonly id: string },
  { source, owner, groupId, found, oids }: Origin,
): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const saved = await insertRepo(ctx.db, row);
    if (!saved) throw nameTaken(ctx, { ...row, namespace: owner.name });
    await recordFindings(ctx, found, pathOf({ ...saved, namespace: owner.name }));
    await setGroup(ctx.db, row, groupId);
    await openPlace(ctx, { placeId: row.id, ownerId: owner.id });
    await copyLinks(ctx, { fromRepoId: source.id, toRepoId: row.id, oids });
    await publish(ctx, repoCreated, { repoId: row.id });
    const details = { from: fullNameOf(source), commit: source.headCommit, visibility: saved.visibility };
    await audit(ctx, "repository.forked", auditTarget({ ...saved, namespace: owner.name }, details));
  });
