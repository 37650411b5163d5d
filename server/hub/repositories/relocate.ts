import { isUniqueViolation } from "@/db/is-unique-violation";
import { changeOwner } from "@/server/access";
import { audit } from "@/server/audit";
import { movePlaces } from "@/server/content";
import { atomically, type Ctx, DomainError, publish } from "@/server/kernel";
import { judgeTexts, recordFindings } from "@/server/moderation";
import { repoRenamed } from "../events";
import { listAttachmentsOfRepo } from "../releases/store/attachments";
import { auditTarget, foldName, fullNameOf, pathOf, type Repository, searchTextOf } from "./repository";
import { dropRedirect, findRepoAt, putRedirect, updateRepoRow } from "./store";

interface Place {
  readonly owner: { readonly id: string; readonly name: string };
  readonly name: string;
}

/**
 * Gives a repository another name or owner; bytes stay where they are. With another owner it leaves the resource group
 * and the teams of the one before. The old address leads to the new one until somebody creates that name again. Throws
 * `conflict` (`name_taken`), and `invalid` (`content_policy`) for a new name.
 */
export async function relocate(ctx: Ctx<"moderation">, repo: Repository, { owner, name }: Place): Promise<Repository> {
  const found = name === repo.name ? [] : await judgeTexts(ctx, [{ surface: "name", text: name }]);
  const place = { kind: repo.kind, ownerId: owner.id, nameFolded: foldName(name) };
  const isSamePlace = repo.ownerId === place.ownerId && repo.nameFolded === place.nameFolded;
  const moved = { ...repo, ownerId: owner.id, namespace: owner.name, name, nameFolded: place.nameFolded };
  await atomically(ctx, async (ctx) => {
    await recordFindings(ctx, found, pathOf(moved));
    if (!isSamePlace && (await findRepoAt(ctx.db, place))) throw nameTaken(ctx, moved);
    const row = await updateRepoRow(ctx.db, repo.id, {
      ownerId: owner.id,
      name,
      nameFolded: place.nameFolded,
      searchText: searchTextOf(owner.name, name),
      updatedAt: ctx.now(),
    }).catch((error: unknown) => {
      throw isUniqueViolation(error) ? nameTaken(ctx, moved) : error;
    });
    if (!row) throw nameTaken(ctx, moved);
    if (repo.ownerId !== owner.id) await handOver(ctx, repo, owner.id);
    if (!isSamePlace) {
      await dropRedirect(ctx.db, place);
      await putRedirect(ctx, repo, repo.id);
      await publish(ctx, repoRenamed, { repoId: repo.id, before: fullNameOf(repo) });
    }
    await audit(ctx, "repository.renamed", auditTarget(moved, { before: fullNameOf(repo) }));
  });
  return moved;
}

/** What lies with it, is given on it and counts for it goes to the new owner. */
async function handOver(ctx: Ctx, { id }: Repository, ownerId: string): Promise<void> {
  await changeOwner(ctx.db, id, ownerId);
  const attachments = await listAttachmentsOfRepo(ctx.db, id);
  await movePlaces(ctx, [id, ...attachments.map((attachment) => attachment.id)], ownerId);
}

/** The address is in use; its page is in the details. */
export const nameTaken = ({ site }: Ctx, repo: Parameters<typeof pathOf>[0]): DomainError =>
  new DomainError("conflict", `You already created this ${repo.kind} repo: ${fullNameOf(repo)}`, {
    reason: "name_taken",
    details: { url: `${site.origin}${pathOf(repo)}` },
  });
