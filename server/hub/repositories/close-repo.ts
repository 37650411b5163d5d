import { audit } from "@/server/audit";
import { atomically, type Ctx, publish, userIdOf } from "@/server/kernel";
import { repoVisibilityChanged } from "../events";
import { auditTarget, type Repository } from "./repository";
import { updateRepoRow } from "./store";

/** From now on nobody sees it but those whose it is; for those who have authorised themselves. */
export const closeRepo = (ctx: Ctx, repo: Repository): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await updateRepoRow(ctx.db, repo.id, { visibility: "private", updatedAt: ctx.now() });
    await publish(ctx, repoVisibilityChanged, { repoId: repo.id, byId: userIdOf(ctx.actor) });
    await audit(ctx, "repository.updated", auditTarget(repo, { changed: ["visibility"], visibility: "private" }));
  });
