import { findObjects, takeDirectUploads } from "@/server/content";
import { findRedirect, getReadableRepo, pathOf, type Repository, recordPush, resourceOf } from "@/server/hub";
import type { GitDirectory, GitRepository } from "./repository";

/** The repositories and large files of this platform. */
export const gitHubDirectory: GitDirectory = {
  getRepository: async (ctx, address) => gitRepository(await getReadableRepo(ctx, address)),
  async findMoved(ctx, address) {
    const moved = await findRedirect(ctx, address);
    return moved && gitRepository(moved);
  },
  async missingObjects(ctx, repoId, files) {
    const oids = files.map(({ oid }) => oid);
    await takeDirectUploads(ctx, { repoId, oids });
    const sizes = await findObjects(ctx, { repoId, oids });
    return files.filter(({ oid, size }) => sizes.get(oid) !== size);
  },
  afterPush: recordPush,
};

const gitRepository = (repo: Repository): GitRepository => ({
  id: repo.id,
  resource: resourceOf(repo),
  path: pathOf(repo),
});
