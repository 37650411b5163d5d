import { findRedirect, getReadableRepo, pathOf, type Repository, resourceOf } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import type { LfsDirectory, LfsRepository } from "./repository";

/** The repositories and people of this platform. */
export const hubDirectory: LfsDirectory = {
  getRepository: async (ctx, address) => lfsRepository(await getReadableRepo(ctx, address)),
  async findMoved(ctx, address) {
    const moved = await findRedirect(ctx, address);
    return moved && lfsRepository(moved);
  },
  async namesOf({ db }, userIds) {
    const accounts = await findAccounts(db, userIds);
    return new Map([...accounts].map(([id, { name }]) => [id, name]));
  },
};

const lfsRepository = (repo: Repository): LfsRepository => ({ resource: resourceOf(repo), path: pathOf(repo) });
