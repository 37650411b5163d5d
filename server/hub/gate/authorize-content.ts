import { authorize } from "@/server/access";
import { type Ctx, DomainError } from "@/server/kernel";
import { fullNameOf, pathOf, type Repository, resourceOf } from "../repositories/repository";

/**
 * Throws unless the actor may read what is in the files: `not_found` for what cannot be seen, and `unauthenticated` or
 * `forbidden` (`gated`, with the address to `askAt`) in front of a gate. Names, sizes and history need no more than
 * the right to see the repository.
 */
export async function authorizeContent(ctx: Ctx, repo: Repository): Promise<void> {
  await authorize(ctx, "repo.content", resourceOf(repo)).catch((error: unknown) => {
    throw error instanceof DomainError && error.reason === "gated" ? gated(ctx, repo, error) : error;
  });
}

function gated({ site }: Ctx, repo: Repository, cause: DomainError): DomainError {
  const what = `Access to ${repo.kind} ${fullNameOf(repo)} is restricted`;
  const url = `${site.origin}${pathOf(repo)}`;
  const message =
    cause.code === "unauthenticated"
      ? `${what}. You must have access to it and be authenticated to access it. Please log in.`
      : `${what} and you are not in the authorized list. Visit ${url} to ask for access.`;
  return new DomainError(cause.code, message, { reason: "gated", details: { askAt: url }, cause });
}
