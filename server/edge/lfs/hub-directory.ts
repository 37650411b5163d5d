import { allows, authorize } from "@/server/access";
import { participateInFiles } from "@/server/discussions";
import {
  authorizeContent,
  findReadableRepoById,
  findRedirect,
  getReadableRepo,
  getReadableRepoById,
  keptFrom,
  pathOf,
  type Repository,
  resourceOf,
} from "@/server/hub";
import { actorOfUser, findAccounts } from "@/server/identity";
import { type Ctx, DomainError } from "@/server/kernel";
import { findCached } from "@/server/mirror";
import type { LfsDirectory, LfsRepository } from "./repository";

/** The repositories and people of this platform. */
export const hubDirectory: LfsDirectory = {
  getRepository: async (ctx, address) => lfsRepository(await getReadableRepo(ctx, address)),
  async findMoved(ctx, address) {
    const moved = (await findRedirect(ctx, address)) ?? (await findCached(ctx, address));
    return moved && lfsRepository(moved);
  },
  authorizeUpload: async (ctx, { resource }) => authorizeUpload(ctx, await getReadableRepoById(ctx, resource.id)),
  async mayUpload(visitor, { userId, repoId }) {
    const actor = await actorOfUser(visitor, userId);
    if (!actor) return false;
    const ctx = { ...visitor, actor };
    const repo = await findReadableRepoById(ctx, repoId);
    if (!repo) return false;
    const allowed = authorizeUpload(ctx, repo).then(() => true);
    return allowed.catch((error: unknown) => {
      if (error instanceof DomainError) return false;
      throw error;
    });
  },
  async keptFrom(ctx, { resource }, oids) {
    const repo = await getReadableRepoById(ctx, resource.id);
    return keptFrom(
      ctx,
      repo,
      oids.map((oid) => ({ oid })),
    );
  },
  async namesOf({ db }, userIds) {
    const accounts = await findAccounts(db, userIds);
    return new Map([...accounts].map(([id, { name }]) => [id, name]));
  },
};

/** Who opens a pull request sends its files first: taking part is enough, as for chunks. */
async function authorizeUpload(ctx: Ctx, repo: Repository): Promise<void> {
  const resource = resourceOf(repo);
  const isProposer = !(await allows(ctx, "repo.write", resource)) && (await allows(ctx, "discussion.write", resource));
  if (!isProposer) return authorize(ctx, "repo.write", resource);
  await participateInFiles(ctx, repo);
  await authorizeContent(ctx, repo);
}

const lfsRepository = (repo: Repository): LfsRepository => ({ resource: resourceOf(repo), path: pathOf(repo) });
