import { authorizeOwn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { WatchRepoInput, WatchState } from "../contract/watch";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget } from "../repositories/repository";
import { putWatch } from "./store";

export const watchRepo = defineCommand({
  name: "hub.watchRepo",
  summary: "Be told what happens to a repository, or no more",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/watch" },
  input: WatchRepoInput,
  output: WatchState,
  async run(ctx, { level, ...address }) {
    const { userId } = await authorizeOwn(ctx, "account.manage");
    const repo = await getRepoAt(ctx, address);
    await atomically(ctx, async (ctx) => {
      await putWatch(ctx, { repoId: repo.id, userId }, level);
      await audit(ctx, "repository.watched", auditTarget(repo, { level }));
    });
    return { level };
  },
});
