import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand, notFound, publish } from "@/server/kernel";
import { Release, UpdateReleaseInput } from "../contract/release";
import { releaseChanged } from "../events";
import { getRepoAt } from "../get-readable-repo";
import { auditTarget, resourceOf } from "../repository";
import { updateReleaseRow } from "../store/releases";
import { getReadableRelease, showReleases } from "./release";

export const updateRelease = defineCommand({
  name: "hub.updateRelease",
  summary: "Change a release, or publish a draft",
  http: { method: "PATCH", path: "/{shelf}/{namespace}/{name}/releases/{tag}" },
  input: UpdateReleaseInput,
  output: Release,
  async run(ctx: Ctx<"repositories">, { tag, title, notes, isDraft, isPrerelease, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(repo));
    const row = await getReadableRelease(ctx, repo, tag);
    const isHidden = isDraft ?? row.isDraft;
    await atomically(ctx, async (ctx) => {
      await updateReleaseRow(ctx.db, row.id, {
        title: title ?? row.title,
        notes: notes ?? row.notes,
        isDraft: isHidden,
        isPrerelease: isPrerelease ?? row.isPrerelease,
        publishedAt: isHidden ? null : (row.publishedAt ?? ctx.now()),
        updatedAt: ctx.now(),
      });
      await publish(ctx, releaseChanged, { repoId: repo.id, releaseId: row.id });
      await audit(ctx, "repository.releaseUpdated", auditTarget(repo, { tag, isDraft: isHidden }));
    });
    const [shown] = await showReleases(ctx, repo, [await getReadableRelease(ctx, repo, tag)]);
    if (!shown) throw notFound("Release", tag);
    return shown;
  },
});
