import type { z } from "zod";
import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, publish, userIdOf } from "@/server/kernel";
import { judgeTexts, recordFindings } from "@/server/moderation";
import { parseCard, setCardField } from "../card/card";
import { commitToRepo } from "../commits/commit-to-repo";
import { Repo, UpdateRepoInput } from "../contract/repo";
import { repoVisibilityChanged } from "../events";
import { findText } from "../files/open-repo-file";
import { assertMayOpenCopy } from "../forks/widest-visibility";
import { moveDefaultBranch } from "../refs/move-default-branch";
import { getReadableRepoById, getRepoAt } from "./get-readable-repo";
import { auditTarget, pathOf, type Repository, resourceOf, showRepo } from "./repository";
import { updateRepoRow } from "./store";

type Change = Omit<z.output<typeof UpdateRepoInput>, "shelf" | "namespace" | "name">;

export const updateRepo = defineCommand({
  name: "hub.updateRepo",
  summary: "Change description, visibility, license, default branch, gate, or whether it is archived",
  http: { method: "PATCH", path: "/{shelf}/{namespace}/{name}" },
  input: UpdateRepoInput,
  output: Repo,
  async run(ctx: Ctx<"repositories" | "objects" | "moderation">, { shelf, namespace, name, ...change }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    return showRepo(ctx.site, await changeRepo(ctx, repo, change));
  },
});

/**
 * Changes what is given and leaves the rest. The license lives in the card: changing it is a commit. Throws `invalid`
 * (`too_visible`) for a copy that more people could see than its source.
 */
export async function changeRepo(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  repo: Repository,
  change: Change,
): Promise<Repository> {
  await authorize(ctx, "repo.admin", resourceOf(repo));
  const { visibility = repo.visibility, description = repo.description, license, defaultBranch } = change;
  const { gate, accessDays, isArchived, isTemplate } = change;
  await assertMayOpenCopy(ctx, repo, { visibility, gate });
  const isReworded = description !== repo.description;
  const found = isReworded ? await judgeTexts(ctx, [{ surface: "name", text: description }]) : [];
  const isMoved = defaultBranch !== undefined && defaultBranch !== repo.defaultBranch;
  if (isMoved && isArchived !== false) await authorize(ctx, "repo.write", { ...resourceOf(repo), isMirror: false });
  if (defaultBranch !== undefined) await moveDefaultBranch(ctx, repo.id, defaultBranch);
  if (license !== undefined && license !== repo.license) await writeLicense(ctx, repo, license);
  await atomically(ctx, async (ctx) => {
    await updateRepoRow(ctx.db, repo.id, {
      visibility,
      description,
      ...(gate !== undefined && { gate }),
      ...(accessDays !== undefined && { accessDays }),
      ...(isArchived !== undefined && { archivedAt: isArchived ? (repo.archivedAt ?? ctx.now()) : null }),
      ...(isTemplate !== undefined && { isTemplate }),
      updatedAt: ctx.now(),
    });
    await recordFindings(ctx, found, pathOf(repo));
    const byId = userIdOf(ctx.actor);
    if (visibility !== repo.visibility) await publish(ctx, repoVisibilityChanged, { repoId: repo.id, byId });
    const changed = Object.keys(change).filter((key) => change[key as keyof Change] !== undefined);
    await audit(ctx, "repository.updated", auditTarget(repo, { changed, visibility }));
  });
  return getReadableRepoById(ctx, repo.id);
}

async function writeLicense(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  repo: Repository,
  license: string | null,
): Promise<void> {
  const source = (await findText(ctx, repo, "README.md")) ?? "";
  if (parseCard(source).problem !== null) {
    throw new DomainError("invalid", "The front matter of README.md is broken: repair it first", {
      reason: "bad_card",
    });
  }
  await commitToRepo(ctx, repo, {
    branch: repo.defaultBranch,
    message: license === null ? "Remove license" : `Set license to ${license}`,
    operations: [
      {
        kind: "put",
        path: "README.md",
        content: Buffer.from(setCardField(source, { field: "license", value: license })),
      },
    ],
  });
}
