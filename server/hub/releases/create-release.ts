import { authorize, personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { findRevision, tagRef } from "@/server/git";
import { atomically, type Ctx, DomainError, defineCommand, newRow, publish } from "@/server/kernel";
import { CreateReleaseInput, Release } from "../contract/release";
import { releaseChanged } from "../events";
import { atRevision } from "../files/at-revision";
import { addTag } from "../refs/create-tag";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { showRelease } from "./release";
import { findRelease, insertRelease } from "./store/releases";

/** Throws `conflict` (`release_exists`), and what `createTag` throws when the tag has to be made: not yet for a draft. */
export const createRelease = defineCommand({
  name: "hub.createRelease",
  summary: "Tell about a tag, which is made when there is none yet; that of a draft once it is published",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/releases", status: 201 },
  input: CreateReleaseInput,
  output: Release,
  async run(ctx: Ctx<"repositories">, { shelf, namespace, name, tag, revision, ...facts }) {
    const address = { shelf, namespace, name };
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(repo));
    const { userId: authorId } = personOf(ctx);
    if (await findRelease(ctx.db, repo.id, tag)) throw taken(tag);
    const isTagged = (await findRevision(ctx, repo.id, tagRef(tag))) !== null;
    const at = isTagged ? null : await atRevision(ctx, { ...address, revision });
    if (at && !facts.isDraft) await addTag(ctx, repo, { tag, commit: at.commit, message: undefined });
    const target = at && facts.isDraft ? { targetRef: at.revision, targetCommit: at.commit } : {};
    const row = await atomically(ctx, async (ctx) => {
      const publishedAt = facts.isDraft ? null : ctx.now();
      const made = await insertRelease(ctx.db, {
        ...newRow(ctx),
        repoId: repo.id,
        tag,
        authorId,
        ...{ ...facts, ...target },
        publishedAt,
      });
      if (!made) throw taken(tag);
      await publish(ctx, releaseChanged, { repoId: repo.id, releaseId: made.id });
      await audit(ctx, "repository.releaseCreated", auditTarget(repo, { tag, isDraft: facts.isDraft }));
      return made;
    });
    return showRelease(ctx, repo, row);
  },
});

const taken = (tag: string) =>
  new DomainError("conflict", `The tag ${tag} has a release already: change that one`, { reason: "release_exists" });
