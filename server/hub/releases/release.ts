import { allows } from "@/server/access";
import { findRevision } from "@/server/git";
import { findAccounts } from "@/server/identity";
import { type Ctx, notFound } from "@/server/kernel";
import type { Release, ReleaseAttachment } from "../contract/release";
import { pathOf, type Repository, resourceOf } from "../repositories/repository";
import { type AttachmentRow, listAttachments } from "./store/attachments";
import { findLatestRelease, findRelease, type ReleaseRow } from "./store/releases";

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
  const accounts = await findAccounts(
    ctx.db,
    rows.map(({ authorId }) => authorId),
  );
  const latest = await findLatestRelease(ctx.db, repo.id);
  const attached = Map.groupBy(
    await listAttachments(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    ({ releaseId }) => releaseId,
  );
  const commits = await Promise.all(rows.map(({ tag }) => findRevision(ctx, repo.id, `refs/tags/${tag}`)));
  const targets = await Promise.all(rows.map((row) => targetOf(ctx, repo, row)));
  return rows.map((row, index) => {
    const author = accounts.get(row.authorId);
    return {
      ...row,
      isLatest: row.id === latest?.id,
      commit: commits[index]?.commit ?? null,
      target: commits[index] ? null : (targets[index] ?? null),
      attachments: (attached.get(row.id) ?? []).map((file) => showAttachment(ctx, { repo, tag: row.tag, file })),
      author: author ? { name: author.name, displayName: author.displayName, avatarUrl: author.avatarUrl } : null,
    };
  });
}

/** Where publishing a draft makes its tag: a branch is taken as it is by then, and what is gone as it was. */
export async function targetOf(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { targetRef: ref, targetCommit }: Pick<ReleaseRow, "targetRef" | "targetCommit">,
): Promise<Release["target"]> {
  if (ref === null || targetCommit === null) return null;
  const found = await findRevision(ctx, repo.id, ref);
  return { ref, commit: found?.commit ?? targetCommit };
}

interface Attached {
  readonly repo: Repository;
  readonly tag: string;
  readonly file: AttachmentRow;
}

function showAttachment({ site }: Ctx, { repo, tag, file }: Attached): ReleaseAttachment {
  const { name, size, oid: sha256, downloads, createdAt } = file;
  const place = [tag, name].map(encodeURIComponent).join("/");
  return { name, size, sha256, downloads, createdAt, url: `${site.origin}${pathOf(repo)}/releases/download/${place}` };
}

/** As it is now. Throws `not_found` when it went meanwhile. */
export async function showRelease(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { tag }: Pick<ReleaseRow, "tag">,
): Promise<Release> {
  const [shown] = await showReleases(ctx, repo, [await getReadableRelease(ctx, repo, tag)]);
  if (!shown) throw notFound("Release", tag);
  return shown;
}
