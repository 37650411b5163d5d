import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { repoLinks, repos } from "@/db/schema/hub";
import type { LinkRelation, RepoKind } from "@/server/hub/contract/repo";
import { type Ctx, newRow } from "@/server/kernel";
import type { RepoRow } from "./repos";

export interface NewLink {
  readonly relation: LinkRelation;
  readonly targetKind: RepoKind;
  readonly target: string;
  readonly targetId: string | null;
}

/** Replaces everything that a card linked to. */
export async function replaceLinks(ctx: Ctx, repoId: string, links: readonly NewLink[]): Promise<void> {
  await ctx.db.delete(repoLinks).where(eq(repoLinks.repoId, repoId));
  if (links.length === 0) return;
  const rows = links.map((link) => ({ ...newRow(ctx), repoId, ...link, targetFolded: link.target.toLowerCase() }));
  await ctx.db.insert(repoLinks).values(rows).onConflictDoNothing();
}

export const listLinksFrom = (db: Db, repoId: string) =>
  db
    .select()
    .from(repoLinks)
    .where(eq(repoLinks.repoId, repoId))
    .orderBy(asc(repoLinks.relation), asc(repoLinks.target));

interface Target {
  readonly id: string;
  readonly kind: RepoKind;
  /** `namespace/name` in lower case. */
  readonly searchText: string;
}

/** Repositories whose cards name this one, newest first. */
export const listLinksTo = (db: Db, { target, limit }: { target: Target; limit: number }) =>
  db
    .select({ relation: repoLinks.relation, repo: repos })
    .from(repoLinks)
    .innerJoin(repos, eq(repos.id, repoLinks.repoId))
    .where(
      and(
        eq(repoLinks.targetKind, target.kind),
        or(
          eq(repoLinks.targetId, target.id),
          and(isNull(repoLinks.targetId), eq(repoLinks.targetFolded, target.searchText)),
        ),
        isNull(repos.deletedAt),
      ),
    )
    .orderBy(asc(repoLinks.createdAt))
    .limit(limit);

/** Links that were written before their target existed find it now. */
export async function adoptLinks(db: Db, { id, kind, searchText }: Target): Promise<void> {
  await db
    .update(repoLinks)
    .set({ targetId: id })
    .where(and(eq(repoLinks.targetKind, kind), eq(repoLinks.targetFolded, searchText), isNull(repoLinks.targetId)));
}

/** Repositories by kind and folded full name. */
export async function findReposBySearchText(db: Db, texts: readonly string[]): Promise<readonly RepoRow[]> {
  if (texts.length === 0) return [];
  return db
    .select()
    .from(repos)
    .where(and(inArray(repos.searchText, [...texts]), isNull(repos.deletedAt)));
}
