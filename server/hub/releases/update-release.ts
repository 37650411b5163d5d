import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { findRevision, tagRef } from "@/server/git";
import { atomically, type Ctx, DomainError, defineCommand, publish } from "@/server/kernel";
import { Release, UpdateReleaseInput } from "../contract/release";
import { releaseChanged } from "../events";
import { atRevision } from "../files/at-revision";
import { addTag } from "../refs/create-tag";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";
import { getReadableRelease, showRelease, targetOf } from "./release";
import { type ReleaseRow, updateReleaseRow } from "./store/releases";

/** Publishing throws what `createTag` throws, and `conflict` (`target_gone`) when the commit of the draft is gone. */
export const updateRelease = defineCommand({
  name: "hub.updateRelease",
  summary: "Change a release, or publish a draft, which makes its tag",
  http: { method: "PATCH", path: "/{shelf}/{namespace}/{name}/releases/{tag}" },
  input: UpdateReleaseInput,
  output: Release,
  async run(ctx: Ctx<"repositories">, { tag, title, notes, isDraft, isPrerelease, revision, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(repo));
    const row = await getReadableRelease(ctx, repo, tag);
    const isHidden = isDraft ?? row.isDraft;
    const at = row.targetCommit !== null && revision ? await atRevision(ctx, { ...address, revision }) : null;
    const target = at ? { targetRef: at.revision, targetCommit: at.commit } : keptTarget(row);
    if (!isHidden) await makeTag(ctx, repo, { ...row, ...target });
    await atomically(ctx, async (ctx) => {
      await updateReleaseRow(ctx.db, row.id, {
        title: title ?? row.title,
        notes: notes ?? row.notes,
        isDraft: isHidden,
        isPrerelease: isPrerelease ?? row.isPrerelease,
        publishedAt: isHidden ? null : (row.publishedAt ?? ctx.now()),
        ...(isHidden ? target : { targetRef: null, targetCommit: null }),
        updatedAt: ctx.now(),
      });
      await publish(ctx, releaseChanged, { repoId: repo.id, releaseId: row.id });
      await audit(ctx, "repository.releaseUpdated", auditTarget(repo, { tag, isDraft: isHidden }));
    });
    return showRelease(ctx, repo, { tag });
  },
});

const keptTarget = ({ targetRef, targetCommit }: ReleaseRow) => ({ targetRef, targetCommit });

/** Nothing for a tag that is there, or was there and is gone: only a draft that never had one makes it. */
async function makeTag(ctx: Ctx<"repositories">, repo: Repository, { tag, ...row }: ReleaseRow) {
  const target = await targetOf(ctx, repo, row);
  if (target === null || (await findRevision(ctx, repo.id, tagRef(tag)))) return;
  const { ref, commit } = target;
  if (!(await findRevision(ctx, repo.id, commit))) {
    const message = `The commit ${commit.slice(0, 7)} of ${ref} is gone; choose another one for the tag`;
    throw new DomainError("conflict", message, { reason: "target_gone" });
  }
  await addTag(ctx, repo, { tag, commit, message: undefined });
}
