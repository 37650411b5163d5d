import type { receivePack } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { GitDirectory, GitRepository } from "./repository";

type PushFacts = Pick<Parameters<typeof receivePack>[2], "pusher" | "missingObjects" | "afterwards">;

/** How a push is judged and what follows it, whichever way it comes in. The caller has authorised writing. */
export const pushFacts = async (
  ctx: Ctx<"repositories" | "objects">,
  repository: GitRepository,
  directory: GitDirectory,
): Promise<PushFacts> => ({
  pusher: await repository.pusher(),
  missingObjects: (files) => directory.missingObjects(ctx, repository.id, files),
  afterwards: () => directory.afterPush(ctx, repository.id),
});
