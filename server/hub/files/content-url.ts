import { z } from "zod";
import { resolveRevision } from "@/server/git";
import { actorOfUser } from "@/server/identity";
import { type Ctx, notFound, userIdOf } from "@/server/kernel";
import { authorizeContent } from "../gate/authorize-content";
import { getReadableRepoById } from "../repositories/get-readable-repo";
import { type Repository, wirePathOf } from "../repositories/repository";

const LIFETIME_MS = 10 * 60_000;

const Claims = z.strictObject({
  repoId: z.uuid(),
  userId: z.uuid(),
  commit: z.string(),
  /** Milliseconds since 1970. */
  until: z.int(),
});

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
  const claims = { repoId: repo.id, userId, commit, until: ctx.now().getTime() + LIFETIME_MS };
  return `${site.contentOrigin}/signed/${ctx.seal(JSON.stringify(claims))}/${encodePath(path)}`;
}

/**
 * What a signed address shows. Throws `not_found` for one that was forged, changed or has expired, and when the person
 * it was made for may no longer read the repository.
 */
export async function openSignedContent(
  ctx: Ctx,
  token: string,
): Promise<{ readonly repo: Repository; readonly commit: string }> {
  const claims = claimsOf(ctx, token);
  const actor = claims && (await actorOfUser(ctx, claims.userId));
  if (!claims || !actor) throw notFound("File", "at this address");
  const repo = await getReadableRepoById({ ...ctx, actor }, claims.repoId);
  await authorizeContent({ ...ctx, actor }, repo);
  return { repo, commit: claims.commit };
}

function claimsOf(ctx: Ctx, token: string) {
  const text = ctx.open(token);
  if (!text?.startsWith("{")) return null;
  const claims = Claims.safeParse(JSON.parse(text));
  return claims.success && claims.data.until > ctx.now().getTime() ? claims.data : null;
}
