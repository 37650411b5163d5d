import { allows, authorizeOwn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, publish } from "@/server/kernel";
import { Gate, RequestAccessInput } from "../contract/gate";
import { accessRequested } from "../events";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";
import { setAccess } from "./decide-access";
import { answersTo, gateFormOf, notGated } from "./gate-form";
import { getGate } from "./get-gate";
import { lockAccessRequest, putAccessRequest } from "./store";

export const requestAccess = defineCommand({
  name: "hub.requestAccess",
  summary: "Ask to read the files of a gated repository",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/access-requests" },
  input: RequestAccessInput,
  output: Gate,
  async run(ctx, { answers, ...address }) {
    await askForAccess(ctx, await getRepoAt(ctx, address), answers);
    return getGate.run(ctx, address);
  },
});

/**
 * Asks in the caller's name; an automatic gate lets in at once. Asking again while it is pending changes the answers.
 * Throws `invalid` (`not_gated`, `answer_missing`), `conflict` (`has_access`), and `forbidden` (`access_rejected`) for
 * somebody who was turned away.
 */
export async function askForAccess(ctx: Ctx, repo: Repository, given: Readonly<Record<string, string>>): Promise<void> {
  const { userId } = await authorizeOwn(ctx, "account.manage");
  if (repo.gate === null) throw notGated();
  if (await allows(ctx, "repo.content", resourceOf(repo))) {
    throw new DomainError("conflict", "You have access already", { reason: "has_access" });
  }
  const answers = answersTo(gateFormOf(repo.card), given);
  const { gate } = repo;
  await atomically(ctx, async (ctx) => {
    const before = await lockAccessRequest(ctx.db, { repoId: repo.id, userId });
    if (before?.status === "rejected") {
      throw new DomainError("forbidden", "Your request was rejected", { reason: "access_rejected" });
    }
    await putAccessRequest(ctx, { repoId: repo.id, userId, status: "pending", answers });
    if (gate === "auto") await setAccess(ctx, repo, { userId, status: "accepted", handledBy: null });
    else await publish(ctx, accessRequested, { repoId: repo.id, userId });
    await audit(ctx, "repository.accessRequested", auditTarget(repo, { gate }));
  });
}
