import { findObjects, takeDirectUploads } from "@/server/content";
import { authorizeGitPush } from "@/server/discussions";
import {
  countDownload,
  findRedirect,
  getReadableRepo,
  pathOf,
  pusherOf,
  type Repository,
  recordPush,
  resourceOf,
} from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import { fetchThrough } from "@/server/mirror";
import type { GitDirectory, GitRepository } from "./repository";

/** The repositories and large files of this platform. */
export const gitHubDirectory: GitDirectory = {
  getRepository: async (ctx, address) => gitRepository(ctx, await getReadableRepo(ctx, address)),
  async findMoved(ctx, address) {
    const moved = await findRedirect(ctx, address);
    return moved && gitRepository(ctx, moved);
  },
  async findFetched(ctx, address) {
    const fetched = await fetchThrough(ctx, address);
    return fetched && gitRepository(ctx, fetched);
  },
  async missingObjects(ctx, repoId, files) {
    const oids = files.map(({ oid }) => oid);
    await takeDirectUploads(ctx, { repoId, oids });
    const sizes = await findObjects(ctx, { repoId, oids });
    return files.filter(({ oid, size }) => sizes.get(oid) !== size);
  },
  afterPush: recordPush,
  async afterClone(ctx, id) {
    await countDownload(ctx, { id });
  },
};

const gitRepository = (ctx: Ctx, repo: Repository): GitRepository => ({
  id: repo.id,
  resource: resourceOf(repo),
  path: pathOf(repo),
  pusher: () => pusherOf(ctx, repo),
  authorizePush: () => authorizeGitPush(ctx, repo),
});
