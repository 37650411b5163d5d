import type { Resource } from "@/server/access";
import type { KeptReason } from "@/server/hub/contract/scan";
import type { Ctx } from "@/server/kernel";
import type { RepoAddress } from "../repo-path";

/** Never checked for existence before it gets here. */
type Address = Omit<RepoAddress, "rest">;

export interface LfsRepository {
  readonly resource: Resource;
  /** Path of its web address, such as `/datasets/ada/poems`. */
  readonly path: string;
}

/** What this room needs to know of the rest of the platform. */
export interface LfsDirectory {
  /** Throws `not_found` for a repository that the actor may not read. */
  readonly getRepository: (ctx: Ctx, address: Address) => Promise<LfsRepository>;
  /** Where a readable repository is now that had this address before. */
  readonly findMoved: (ctx: Ctx, address: Address) => Promise<LfsRepository | null>;
  /** Throws for who may neither write to a repository nor propose changes to its files. */
  readonly authorizeUpload: (ctx: Ctx, repository: LfsRepository) => Promise<void>;
  /** Whether that still holds for this person: rights may be gone since a link was made. */
  readonly mayUpload: (ctx: Ctx, facts: { readonly userId: string; readonly repoId: string }) => Promise<boolean>;
  /** Those of the objects that are kept back from the actor there, for what the scanner says of them. */
  readonly keptFrom: (
    ctx: Ctx,
    repository: LfsRepository,
    oids: readonly string[],
  ) => Promise<ReadonlyMap<string, KeptReason>>;
  /** Names of people, by id; those who are gone are absent. */
  readonly namesOf: (ctx: Ctx, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}
