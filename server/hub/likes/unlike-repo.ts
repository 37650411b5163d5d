import { authorizeOwn } from "@/server/access";
import { defineCommand } from "@/server/kernel";
import { LikeState, RepoAddress } from "../contract/repo";
import { getRepoAt } from "../repositories/get-readable-repo";
import { setLike } from "./like-repo";

export const unlikeRepo = defineCommand({
  name: "hub.unlikeRepo",
  summary: "Take a like back",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/like" },
  input: RepoAddress,
  output: LikeState,
  async run(ctx, address) {
    const { userId } = await authorizeOwn(ctx, "account.manage");
    return setLike(ctx, await getRepoAt(ctx, address), { userId, liked: false });
  },
});
