import { allows } from "@/server/access";
import { whyUsedUp } from "@/server/billing";
import { INSUFFICIENT_QUOTA } from "@/server/billing/contract";
import { findReadableRepoById, resourceOf as resourceOfRepo } from "@/server/hub";
import { actorOfUser, findAccounts } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { DeploymentReason, InferenceReason } from "./contract";
import type { DeploymentRow } from "./store/deployments";

type Obstacle = DeploymentReason & { readonly code: InferenceReason };

/**
 * Why a deployment may not run, `null` when it may. Who deploys for himself must still be able to read the model; an
 * organisation may run what is its own or open, and else what the person may read who made the deployment.
 */
export async function findObstacle(
  ctx: Ctx,
  { repoId, ownerId, creatorId, model }: DeploymentRow,
): Promise<Obstacle | null> {
  const system = { ...ctx, actor: { kind: "system", process: "inference" } as const };
  const repo = await findReadableRepoById(system, repoId);
  if (!repo) return { code: "model_deleted", message: `The model ${model} was deleted` };
  if ((repo.visibility !== "private" && repo.gate === null) || repo.ownerId === ownerId) return null;
  const owner = (await findAccounts(ctx.db, [ownerId])).get(ownerId);
  const actor = await actorOfUser(ctx, owner?.kind === "user" ? ownerId : creatorId);
  if (actor && (await allows({ ...ctx, actor }, "repo.content", resourceOfRepo(repo)))) return null;
  return {
    code: "model_not_readable",
    message: `The model ${model} is private or gated now, and ${owner?.name ?? "the owner"} may not read it`,
  };
}

/** Why nobody pays for a run any longer, `null` while its owner may still spend. */
export async function findDebt(ctx: Ctx, { ownerId }: DeploymentRow): Promise<DeploymentReason | null> {
  const message = await whyUsedUp(ctx, ownerId);
  return message === null ? null : { code: INSUFFICIENT_QUOTA, message };
}
