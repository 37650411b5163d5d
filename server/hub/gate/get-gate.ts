import { allows } from "@/server/access";
import { type Ctx, defineQuery, userIdOf } from "@/server/kernel";
import { Gate } from "../contract/gate";
import { RepoAddress } from "../contract/repo";
import { getRepoAt } from "../repositories/get-readable-repo";
import { type Repository, resourceOf } from "../repositories/repository";
import { gateFormOf } from "./gate-form";
import { findAccessRequest } from "./store";

export const getGate = defineQuery({
  name: "hub.getGate",
  summary: "See whether you may read the files of a repository, and what is asked of those who want to",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/gate" },
  input: RepoAddress,
  output: Gate,
  run: async (ctx, address) => gateOf(ctx, await getRepoAt(ctx, address)),
});

async function gateOf(ctx: Ctx, repo: Repository): Promise<Gate> {
  const userId = userIdOf(ctx.actor);
  const request = userId === null ? null : await findAccessRequest(ctx.db, { repoId: repo.id, userId });
  return {
    mode: repo.gate,
    accessDays: repo.accessDays,
    form: gateFormOf(repo.card),
    hasAccess: await allows(ctx, "repo.content", resourceOf(repo)),
    request: request && {
      status: request.status,
      reason: request.reason,
      requestedAt: request.updatedAt,
      expiresAt: request.expiresAt,
    },
  };
}
