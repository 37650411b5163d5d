import type { Resource } from "@/server/access";
import type { Pusher } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { RepoAddress } from "../repo-path";

type Address = Omit<RepoAddress, "rest">;

export interface GitRepository {
  readonly id: string;
  readonly resource: Resource;
  /** Path of its web address, such as `/datasets/ada/poems`. */
  readonly path: string;
  /** Throws `unauthenticated` or `forbidden` for who may push nothing at all. */
  readonly authorizePush: () => Promise<void>;
  /** What the actor may do there, for the rules of protected branches. */
  readonly pusher: () => Promise<Pusher>;
}

interface LargeFile {
  /** sha-256 */
  readonly oid: string;
  readonly size: number;
}

/** What this room needs to know of the rest of the platform. */
export interface GitDirectory {
  /** Throws `not_found` for a repository that the actor may not read. */
  readonly getRepository: (ctx: Ctx, address: Address) => Promise<GitRepository>;
  /** Where a readable repository is now that had this address before. */
  readonly findMoved: (ctx: Ctx, address: Address) => Promise<GitRepository | null>;
  /** What stands here for an id of another hub, fetched now if need be. */
  readonly findFetched: (
    ctx: Ctx<"repositories" | "insideOrigins" | "pullThrough" | "moderation">,
    address: Address,
  ) => Promise<GitRepository | null>;
  /** Of these large files, those that the repository has not got, or not in this size. */
  readonly missingObjects: (
    ctx: Ctx<"objects">,
    repoId: string,
    files: readonly LargeFile[],
  ) => Promise<readonly LargeFile[]>;
  /** Brings what is shown of the repository up to date, before a push is answered. */
  readonly afterPush: (ctx: Ctx<"repositories">, repoId: string) => Promise<void>;
  /** Counts a clone as a download. */
  readonly afterClone: (ctx: Ctx, repoId: string) => Promise<void>;
}
