import { authorize } from "@/server/access";
import { auditTarget, getRepoAt, type Repository, resourceOf } from "@/server/hub";
import { type Ctx, notFound } from "@/server/kernel";
import { placeText } from "./place";
import { refusal } from "./refusal";
import { findMirror, type MirrorRow } from "./store/mirrors";

type Address = Parameters<typeof getRepoAt>[1];

/** The repository, for one of its administrators. Throws `not_found`, `unauthenticated`, `forbidden`. */
export async function administeredRepo(ctx: Ctx, { shelf, namespace, name }: Address): Promise<Repository> {
  const repo = await getRepoAt(ctx, { shelf, namespace, name });
  await authorize(ctx, "repo.admin", resourceOf(repo));
  return repo;
}

interface Place {
  readonly repo: Repository;
  readonly mirror: MirrorRow;
}

/** A mirror with its repository, for an administrator of that. Throws `not_found`, `unauthenticated`, `forbidden`. */
export async function getMirrorAt(ctx: Ctx, address: Address & { readonly mirrorId: string }): Promise<Place> {
  const repo = await administeredRepo(ctx, address);
  const mirror = await findMirror(ctx.db, address.mirrorId);
  if (mirror?.repoId !== repo.id) throw notFound("Mirror", address.mirrorId);
  return { repo, mirror };
}

/** How the audit trail tells of a mirror: by its repository, with the other side and never a credential. */
export const auditMirror = (repo: Repository, mirror: MirrorRow, details: Readonly<Record<string, unknown>> = {}) =>
  auditTarget(repo, { mirror: mirror.id, direction: mirror.direction, place: placeText(mirror), ...details });

/** Throws `invalid` (`pushed_whole`): other hubs refuse pointers to files that they are not sent. */
export function refuseSkipping({
  direction,
  skipFiles,
}: Pick<MirrorRow, "direction"> & { skipFiles: readonly string[] }) {
  if (direction === "pull" || skipFiles.length === 0) return;
  throw refusal("invalid", "A push sends every large file: leave out whole branches instead", "pushed_whole");
}
