import { authorizeOwn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand, publish } from "@/server/kernel";
import { LikeState, RepoAddress } from "../contract/repo";
import { likeChanged } from "../events";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, type Repository } from "../repositories/repository";
import { addToTrend } from "../repositories/store";
import { trendAt } from "../search/trend";
import { putLike, recountLikes, removeLike } from "./store";

export const likeRepo = defineCommand({
  name: "hub.likeRepo",
  summary: "Like a repository",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/like" },
  input: RepoAddress,
  output: LikeState,
  async run(ctx, address) {
    const { userId } = await authorizeOwn(ctx, "account.manage");
    return setLike(ctx, await getRepoAt(ctx, address), { userId, liked: true });
  },
});

/** Doing it twice changes nothing. */
export function setLike(ctx: Ctx, repo: Repository, { userId, liked }: { userId: string; liked: boolean }) {
  return atomically(ctx, async (ctx) => {
    const like = { repoId: repo.id, userId };
    const hasChanged = liked ? await putLike(ctx, like) : await removeLike(ctx, like);
    const likes = hasChanged ? await recountLikes(ctx, repo.id) : repo.likes;
    if (hasChanged && liked) await addToTrend(ctx, repo.id, { trend: trendAt(ctx.now()) });
    if (hasChanged) await publish(ctx, likeChanged, like);
    if (hasChanged) await audit(ctx, liked ? "repository.liked" : "repository.unliked", auditTarget(repo));
    return { liked, likes };
  });
}
