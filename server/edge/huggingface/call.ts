import { addressOf, type BucketOfOwner, findRedirect, getReadableRepo, type Repository } from "@/server/hub";
import type { RepoAddress, RepoKind } from "@/server/hub/contract";
import { type Ctx, type Dependency, DomainError } from "@/server/kernel";
import { fetchThrough, findCached } from "@/server/mirror";
import type { Exchange } from "../exchange";

/** One request of a Hugging Face client, by somebody we know. */
export interface Call extends Exchange {
  readonly ctx: Ctx<Dependency>;
}

/** A request about a repository. */
export interface RepoCall extends Call {
  readonly address: { readonly kind: RepoKind; readonly namespace: string; readonly name: string };
  /** Raw remainder after the verb. */
  readonly rest: string;
}

/** The repository has another address now; the client is sent there. */
export class MovedAway extends Error {
  override readonly name = "MovedAway";
  constructor(readonly repo: Repository) {
    super("The repository has moved");
  }
}

/** The same of a bucket. */
export class MovedBucket extends Error {
  override readonly name = "MovedBucket";
  constructor(readonly bucket: BucketOfOwner) {
    super("The bucket has moved");
  }
}

/** Throws `not_found`, or `MovedAway` for an old address and for what was fetched from another hub. */
export async function repoOf(call: RepoCall): Promise<Repository> {
  const { ctx, address } = call;
  try {
    return await getReadableRepo(ctx, address);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "not_found") throw error;
    const moved = (await findRedirect(ctx, address)) ?? (await findFetched(ctx, call));
    throw moved ? new MovedAway(moved) : error;
  }
}

/** The same, as our own operations name it. */
export const addressIn = async (call: RepoCall): Promise<RepoAddress> => addressOf(await repoOf(call));

/** What stands here for an id of another hub; only a question has it fetched. */
const findFetched = (ctx: RepoCall["ctx"], { address, method }: RepoCall): Promise<Repository | null> =>
  method === "GET" || method === "HEAD" ? fetchThrough(ctx, address) : findCached(ctx, address);

/** Percent-decoded once. Throws `invalid` (`bad_path`). */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw notEncoded(cause);
  }
}

const notEncoded = (cause: unknown) =>
  new DomainError("invalid", "The address is not percent-encoded UTF-8", { reason: "bad_path", cause });

/** Booleans arrive in many spellings. */
export const isTrue = (value: string | null): boolean => value !== null && /^(?:true|1)$/i.test(value);

/** How many items a page has: as many as are asked for, else the usual number. */
export const limitIn = (
  query: URLSearchParams,
  { most, usual = most }: { readonly most: number; readonly usual?: number },
) => Math.min(most, Math.max(1, Math.trunc(Number(query.get("limit")) || usual)));

/** `name=a&name=b` and `name[]=a`. */
export const all = (query: URLSearchParams, name: string): string[] => [
  ...query.getAll(name),
  ...query.getAll(`${name}[]`),
];

/** `Link` to the next page: absolute, with every parameter of this one. */
export function nextLink({ ctx, path, query }: Call, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const next = new URLSearchParams(query);
  next.set("cursor", cursor);
  return { link: `<${ctx.site.origin}${path}?${next}>; rel="next"` };
}
