import { z } from "zod";
import { defineClaim } from "@/server/access";
import { resolveRevision } from "@/server/git";
import { actorOfUser } from "@/server/identity";
import { type Ctx, notFound, userIdOf } from "@/server/kernel";
import { authorizeContent } from "../gate/authorize-content";
import { getReadableRepoById } from "../repositories/get-readable-repo";
import { type Repository, wirePathOf } from "../repositories/repository";

const LIFETIME_MS = 10 * 60_000;

const content = defineClaim({ repoId: z.uuid(), userId: z.uuid(), commit: z.string() });

export const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

interface FilePlace {
  readonly revision: string;
  readonly path: string;
}

/**
 * Where the content origin shows a file. Nobody is signed in there, so what is not public gets an address that is
 * itself the right to read: for ten minutes, one commit, and as long as the person who asked may read.
 */
export async function contentUrlOf(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { revision, path }: FilePlace,
): Promise<string> {
  const { site } = ctx;
  const userId = userIdOf(ctx.actor);
  if ((repo.visibility === "public" && repo.gate === null) || userId === null) {
    return `${site.contentOrigin}/${wirePathOf(repo)}/resolve/${encodeURIComponent(revision)}/${encodePath(path)}`;
  }
  const { commit } = await resolveRevision(ctx, repo.id, revision);
  const claim = content.seal(ctx, { repoId: repo.id, userId, commit }, LIFETIME_MS);
  return `${site.contentOrigin}/signed/${claim}/${encodePath(path)}`;
}

/**
 * What a signed address shows. Throws `not_found` for one that was forged, changed or has expired, and when the person
 * it was made for may no longer read the repository.
 */
export async function openSignedContent(
  ctx: Ctx,
  token: string,
): Promise<{ readonly repo: Repository; readonly commit: string }> {
  const claim = content.open(ctx, token);
  const actor = claim && (await actorOfUser(ctx, claim.userId));
  if (!claim || !actor) throw notFound("File", "at this address");
  const repo = await getReadableRepoById({ ...ctx, actor }, claim.repoId);
  await authorizeContent({ ...ctx, actor }, repo);
  return { repo, commit: claim.commit };
}
