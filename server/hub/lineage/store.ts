import { and, asc, desc, eq, inArray, isNull, ne, notInArray, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { repoLinks, repos } from "@/db/schema/hub";
import { type Ctx, newRow } from "@/server/kernel";
import type { RepoKind } from "../contract/repo";
import type { RepoRow } from "../repositories/store";
import { visibleTo } from "../search/store/list-repos";
import type { Link } from "./link";

export type NewLink = Link & { readonly targetId: string | null };
export type LinkRow = typeof repoLinks.$inferSelect;

/** Replaces everything that the card and the settings of a repository link to; what headers say stays. */
export async function replaceLinks(ctx: Ctx, repoId: string, links: readonly NewLink[]): Promise<void> {
  await ctx.db.delete(repoLinks).where(and(eq(repoLinks.repoId, repoId), ne(repoLinks.origin, "gguf")));
  await insertLinks(ctx, repoId, links);
}

/** Replaces what headers say; what a card says of the same repositories counts more. */
export async function replaceHeaderLinks(ctx: Ctx, repoId: string, links: readonly NewLink[]): Promise<void> {
  await ctx.db.delete(repoLinks).where(and(eq(repoLinks.repoId, repoId), eq(repoLinks.origin, "gguf")));
  const known = await listLinksFrom(ctx.db, [repoId]);
  const isKnown = ({ targetKind, target }: NewLink) =>
    known.some((link) => link.targetKind === targetKind && link.targetFolded === target.toLowerCase());
  await insertLinks(
    ctx,
    repoId,
    links.filter((link) => !isKnown(link)),
  );
}

async function insertLinks(ctx: Ctx, repoId: string, links: readonly NewLink[]): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map((link) => ({ ...newRow(ctx), repoId, ...link, targetFolded: link.target.toLowerCase() }));
  await ctx.db.insert(repoLinks).values(rows).onConflictDoNothing();
}

const MAX_LINKS = 5_000;

/** What these repositories were made from. */
export async function listLinksFrom(db: Db, repoIds: readonly string[]): Promise<readonly LinkRow[]> {
  if (repoIds.length === 0) return [];
  return db
    .select()
    .from(repoLinks)
    .where(inArray(repoLinks.repoId, [...repoIds]))
    .orderBy(asc(repoLinks.relation), asc(repoLinks.target))
    .limit(MAX_LINKS);
}

/** The same, of links that lead to this repository alone: what else its children name does not count. */
export async function listLinksTo(db: Db, target: Target, repoIds: readonly string[]): Promise<readonly LinkRow[]> {
  if (repoIds.length === 0) return [];
  return db
    .select()
    .from(repoLinks)
    .where(and(inArray(repoLinks.repoId, [...repoIds]), namesOneOf([target])))
    .orderBy(asc(repoLinks.relation))
    .limit(MAX_LINKS);
}

interface Among {
  readonly repoIds: readonly string[];
  readonly targetIds: readonly string[];
  /** `namespace/name` in lower case, of whatever kind. */
  readonly targetNames: readonly string[];
}

/** The same, of links that lead to one of these targets. */
export async function listLinksAmong(db: Db, { repoIds, targetIds, targetNames }: Among): Promise<readonly LinkRow[]> {
  if (repoIds.length === 0) return [];
  const leadsThere = or(inArray(repoLinks.targetId, [...targetIds]), inArray(repoLinks.targetFolded, [...targetNames]));
  return db
    .select()
    .from(repoLinks)
    .where(and(inArray(repoLinks.repoId, [...repoIds]), leadsThere))
    .orderBy(asc(repoLinks.relation), asc(repoLinks.target))
    .limit(MAX_LINKS);
}

interface Target {
  readonly id: string;
  readonly kind: RepoKind;
  /** `namespace/name` in lower case. */
  readonly searchText: string;
}

interface Children {
  readonly targets: readonly Target[];
  /** Repositories that are known already. */
  readonly without?: readonly string[];
  readonly limit: number;
}

/** Repositories the actor may see that name one of these, each once, the most downloaded first. */
export async function listReposMadeFrom(ctx: Ctx, { targets, without = [], limit }: Children) {
  if (targets.length === 0 || limit <= 0) return [];
  const named = ctx.db.select({ id: repoLinks.repoId }).from(repoLinks).where(namesOneOf(targets));
  return ctx.db
    .select()
    .from(repos)
    .where(
      and(
        inArray(repos.id, named),
        without.length === 0 ? undefined : notInArray(repos.id, [...without]),
        isNull(repos.deletedAt),
        visibleTo(ctx),
      ),
    )
    .orderBy(desc(repos.downloads), asc(repos.createdAt), asc(repos.id))
    .limit(limit);
}

/** A link whose target was found names it by id: a name may belong to somebody else by now. */
function namesOneOf(targets: readonly Target[]) {
  const byKind = [...Map.groupBy(targets, ({ kind }) => kind)];
  return or(
    inArray(
      repoLinks.targetId,
      targets.map(({ id }) => id),
    ),
    ...byKind.map(([kind, same]) =>
      and(
        isNull(repoLinks.targetId),
        eq(repoLinks.targetKind, kind),
        inArray(
          repoLinks.targetFolded,
          same.map(({ searchText }) => searchText),
        ),
      ),
    ),
  );
}

/** Repositories the actor may see that name one of these papers in their cards, the most downloaded first. */
export async function listReposCiting(
  ctx: Ctx,
  { papers, without, limit }: { papers: readonly string[]; without: readonly string[]; limit: number },
): Promise<readonly RepoRow[]> {
  if (papers.length === 0 || limit <= 0) return [];
  const words = sql.join(
    papers.map((paper) => sql`${`arxiv:${paper}`}`),
    sql`, `,
  );
  return ctx.db
    .select()
    .from(repos)
    .where(
      and(
        sql`${repos.filters} && array[${words}]::text[]`,
        notInArray(repos.id, [...without]),
        isNull(repos.deletedAt),
        visibleTo(ctx),
      ),
    )
    .orderBy(desc(repos.downloads), asc(repos.id))
    .limit(limit);
}

/** Links that were written before their target existed find it now. */
export async function adoptLinks(db: Db, { id, kind, searchText }: Target): Promise<void> {
  await db
    .update(repoLinks)
    .set({ targetId: id })
    .where(and(eq(repoLinks.targetKind, kind), eq(repoLinks.targetFolded, searchText), isNull(repoLinks.targetId)));
}

/** Repositories that the actor may see by their folded full names, of whatever kind. */
export const listReadableRowsCalled = (ctx: Ctx, texts: readonly string[]): Promise<RepoRow[]> =>
  ctx.db
    .select()
    .from(repos)
    .where(and(inArray(repos.searchText, [...texts]), isNull(repos.deletedAt), visibleTo(ctx)));

/** Repositories by kind and folded full name. */
export async function findReposBySearchText(db: Db, texts: readonly string[]): Promise<readonly RepoRow[]> {
  if (texts.length === 0) return [];
  return db
    .select()
    .from(repos)
    .where(and(inArray(repos.searchText, [...texts]), isNull(repos.deletedAt)));
}
