import { authorize, personOf, setGroup } from "@/server/access";
import { audit } from "@/server/audit";
import { openPlace } from "@/server/content";
import { createRepository, removeRepository } from "@/server/git";
import { getGroupFor, getOwner, holdGroup, type ResourceGroupRow } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { atomically, type Ctx, DomainError, defineCommand, enqueue, newRow, publish } from "@/server/kernel";
import { judgeTexts, recordFindings } from "@/server/moderation";
import { readSettings } from "@/server/settings";
import { recordPush } from "../commits/record-push";
import { CreateRepoInput, kindOf, Repo } from "../contract/repo";
import { repoCreated } from "../events";
import { indexRepo } from "../jobs";
import { trendAt } from "../search/trend";
import { writeFirstCommit } from "./first-commit";
import { getReadableRepoById } from "./get-readable-repo";
import { nameTaken } from "./relocate";
import { auditTarget, foldName, pathOf, type Repository, searchTextOf, showRepo } from "./repository";
import { findRepoAt, insertRepo, type NewRepo } from "./store";

export const createRepo = defineCommand({
  name: "hub.createRepo",
  summary: "Create a repository",
  http: { method: "POST", path: "/{shelf}", status: 201 },
  input: CreateRepoInput,
  output: Repo,
  run: async (ctx: Ctx<"repositories" | "moderation">, input) => showRepo(ctx.site, await addRepo(ctx, input)),
});

/**
 * Makes a repository whose branch `main` has a first commit. Throws `conflict` (`name_taken`, with the `url` of what
 * has the name), `forbidden` and `not_found` for the owner, and for the group; `invalid` for a space without `sdk`.
 */
export async function addRepo(ctx: Ctx<"repositories" | "moderation">, input: CreateRepoInput): Promise<Repository> {
  if (input.shelf === "spaces" && input.sdk === undefined) {
    throw new DomainError("invalid", "A space needs an sdk", { reason: "sdk_missing" });
  }
  return makeRepo(ctx, input, { fill: (id) => writeFirstCommit(ctx, id, input) });
}

/**
 * Makes an empty repository that a mirror fills; until that ends, people do not change what is inside. `alongside` runs
 * in the transaction that makes its row. Throws as `addRepo` does.
 */
export const addMirroredRepo = (
  ctx: Ctx<"repositories" | "moderation">,
  input: CreateRepoInput,
  alongside: (ctx: Ctx, repo: Repository) => Promise<void>,
): Promise<Repository> => makeRepo(ctx, input, { isMirror: true, alongside });

interface Making {
  readonly isMirror?: true;
  /** Writes the first commit of the repository with this id. */
  readonly fill?: (repoId: string) => Promise<void>;
  readonly alongside?: (ctx: Ctx, repo: Repository) => Promise<void>;
}

async function makeRepo(
  ctx: Ctx<"repositories" | "moderation">,
  input: CreateRepoInput,
  making: Making,
): Promise<Repository> {
  const { owner, group } = await homeFor(ctx, input);
  const found = await judgeTexts(
    ctx,
    [input.name, input.description].map((text) => ({ surface: "name", text })),
  );
  const place = { kind: kindOf(input.shelf), ownerId: owner.id, nameFolded: foldName(input.name) };
  const taken = await findRepoAt(ctx.db, place);
  if (taken) throw nameTaken(ctx, { ...taken, namespace: owner.name });

  const visibility = input.visibility ?? (await readSettings(ctx.db)).defaultVisibility;
  const { isMirror = false, fill, alongside } = making;
  const row = { ...newRow(ctx), ...place, ...rowFields(ctx, owner, input), visibility, isMirror };
  await createRepository(ctx, row.id);
  try {
    await fill?.(row.id);
    await saveRepo(ctx, row, { owner, group, alongside, found });
  } catch (error) {
    await removeRepository(ctx, row.id);
    throw error;
  }
  await recordPush(ctx, row.id);
  return getReadableRepoById(ctx, row.id);
}

/** Whose a new repository becomes, and the resource group it lies in. Throws `forbidden`, `not_found`. */
export async function homeFor(
  ctx: Ctx,
  { namespace, resourceGroup }: Pick<CreateRepoInput, "namespace" | "resourceGroup">,
): Promise<{ readonly owner: AccountSummary; readonly group: ResourceGroupRow | null }> {
  const owner = await getOwner(ctx, namespace);
  const group =
    resourceGroup === undefined
      ? null
      : await getGroupFor(ctx, "group.read", { name: owner.name, group: resourceGroup });
  await authorizeCreation(ctx, owner, group);
  return { owner, group };
}

/** Throws `forbidden` unless the caller may add repositories to the account, or to a resource group of it. */
export function authorizeCreation(
  ctx: Ctx,
  { id }: AccountSummary,
  group: Pick<ResourceGroupRow, "id"> | null = null,
): Promise<void> {
  const account = { kind: "Account", id, ownerId: id, visibility: "public" } as const;
  return authorize(ctx, "repo.create", group === null ? account : { ...account, groupId: group.id });
}

/** Who makes it; the system makes things in the owner's name. */
export const creatorOf = (ctx: Ctx, owner: AccountSummary): string =>
  ctx.actor.kind === "system" ? owner.id : personOf(ctx).userId;

const rowFields = (ctx: Ctx, owner: AccountSummary, { name, description, license }: CreateRepoInput) => ({
  creatorId: creatorOf(ctx, owner),
  name,
  searchText: searchTextOf(owner.name, name),
  description,
  license: license ?? null,
  trend: trendAt(ctx.now()),
});

interface Home {
  readonly owner: AccountSummary;
  readonly group: ResourceGroupRow | null;
  readonly found: Awaited<ReturnType<typeof judgeTexts>>;
  readonly alongside: Making["alongside"] | undefined;
}

const saveRepo = (ctx: Ctx, row: NewRepo, { owner, group, alongside, found }: Home): Promise<void> =>
  atomically(ctx, async (ctx) => {
    if (group) await holdGroup(ctx, group);
    const saved = await insertRepo(ctx.db, row);
    if (!saved) throw nameTaken(ctx, { ...row, namespace: owner.name });
    await openPlace(ctx, { placeId: saved.id, ownerId: owner.id });
    if (group) await setGroup(ctx.db, saved, group.id);
    await recordFindings(ctx, found, pathOf({ ...saved, namespace: owner.name }));
    await alongside?.(ctx, { ...saved, namespace: owner.name });
    await enqueue(ctx, indexRepo, { payload: { repoId: saved.id }, key: saved.id });
    await publish(ctx, repoCreated, { repoId: saved.id });
    await audit(
      ctx,
      "repository.created",
      auditTarget(
        { ...saved, namespace: owner.name },
        { visibility: row.visibility, ...(group && { resourceGroup: group.name }) },
      ),
    );
  });
