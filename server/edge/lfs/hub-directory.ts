import { allows } from "@/server/access";
import { findRedirect, getReadableRepo, getReadableRepoById, pathOf, type Repository, resourceOf } from "@/server/hub";
import { actorOfUser, findAccounts } from "@/server/identity";
import { nullWhenNotFound } from "@/server/kernel";
import type { LfsDirectory, LfsRepository } from "./repository";

/** The repositories and people of this platform. */
export const hubDirectory: LfsDirectory = {
  getRepository: async (ctx, address) => lfsRepository(await getReadableRepo(ctx, address)),
  async findMoved(ctx, address) {
    const moved = await findRedirect(ctx, address);
    return moved && lfsRepository(moved);
  },
  async mayWrite(visitor, { userId, repoId }) {
    const actor = await actorOfUser(visitor, userId);
    if (!actor) return false;
    const ctx = { ...visitor, actor };
    const repo = await getReadableRepoById(ctx, repoId).catch(nullWhenNotFound);
    return repo !== null && allows(ctx, "repo.write", resourceOf(repo));
  },
  async namesOf({ db }, userIds) {
    const accounts = await findAccounts(db, userIds);
    return new Map([...accounts].map(([id, { name }]) => [id, name]));
  },
};

const lfsRepository = (repo: Repository): LfsRepository => ({ resource: resourceOf(repo), path: pathOf(repo) });
