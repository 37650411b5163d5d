import { allows } from "@/server/access";
import { findRevision } from "@/server/git";
import { findAccounts } from "@/server/identity";
import { type Ctx, notFound } from "@/server/kernel";
import type { Release } from "../contract/release";
import { type Repository, resourceOf } from "../repository";
import { findLatestRelease, findRelease, type ReleaseRow } from "../store/releases";

/** A release the actor may see. Throws `not_found`, also for a draft of somebody else's repository. */
export async function getReadableRelease(ctx: Ctx, repo: Repository, tag: string): Promise<ReleaseRow> {
  const row = await findRelease(ctx.db, repo.id, tag);
  const isHidden = row?.isDraft === true && !(await allows(ctx, "repo.write", resourceOf(repo)));
  if (!row || isHidden) throw notFound("Release", tag);
  return row;
}

/** Releases as they are shown, with where their tags point now. */
export async function showReleases(
  ctx: Ctx<"repositories">,
  repo: Repository,
  rows: readonly ReleaseRow[],
): Promise<Release[]> {
  const accounts = await findAccounts(ctx.db, [...new Set(rows.map(({ authorId }) => authorId))]);
  const latest = await findLatestRelease(ctx.db, repo.id);
  const commits = await Promise.all(rows.map(({ tag }) => findRevision(ctx, repo.id, `refs/tags/${tag}`)));
  return rows.map((row, index) => {
    const author = accounts.get(row.authorId);
    return {
      ...row,
      isLatest: row.id === latest?.id,
      commit: commits[index]?.commit ?? null,
      author: author ? { name: author.name, displayName: author.displayName, avatarUrl: author.avatarUrl } : null,
    };
  });
}
