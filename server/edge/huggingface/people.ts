import { hubOperations } from "@/server/hub/operations";
import type { AccountSummary } from "@/server/identity/contract";
import { identityOperations } from "@/server/identity/operations";
import { type Ctx, DomainError, hexId, notFound } from "@/server/kernel";
import { respondJson } from "../respond";
import { type Call, nextLink } from "./call";

const PAGE = 100;

/** A call about the account that the address names. */
type AccountCall = Call & { readonly name: string };

/** An address on this site as clients show it; they want an absolute one. */
const pictureOf = ({ site }: Ctx, path: string | null): string => (path === null ? "" : `${site.origin}${path}`);

export const personOf = (ctx: Ctx, { id, name, displayName, avatarUrl }: AccountSummary) => ({
  _id: hexId(id),
  user: name,
  fullname: displayName,
  avatarUrl: pictureOf(ctx, avatarUrl),
  isPro: false,
  type: "user",
});

async function profileOf({ ctx, name }: AccountCall, kind: AccountSummary["kind"]) {
  const profile = await identityOperations.getProfile.run(ctx, { name }).catch((error: unknown) => {
    throw error instanceof DomainError && error.code === "not_found" ? unknown(kind, name) : error;
  });
  if (profile.kind !== kind) throw unknown(kind, name);
  return profile;
}

const unknown = (kind: AccountSummary["kind"], name: string) =>
  notFound(kind === "user" ? "User" : "Organization", name.slice(0, 96));

/** `GET /api/users/{name}/overview` */
async function getUserOverview(call: AccountCall): Promise<void> {
  const { ctx } = call;
  const profile = await profileOf(call, "user");
  const counts = await hubOperations.countRepos.run(ctx, { namespace: profile.name });
  const body = {
    ...personOf(ctx, profile),
    numModels: counts.model,
    numDatasets: counts.dataset,
    numSpaces: counts.space,
    numDiscussions: 0,
    numPapers: 0,
    numUpvotes: 0,
    numLikes: counts.liked,
    numFollowers: profile.followerCount,
    numFollowing: profile.followingCount,
    isFollowing: profile.isFollowing,
    details: profile.bio,
    createdAt: profile.createdAt,
    orgs: profile.organizations.map(({ id, name, displayName, avatarUrl }) => ({
      id: hexId(id),
      name,
      fullname: displayName,
      avatarUrl: pictureOf(ctx, avatarUrl),
    })),
  };
  respondJson(call, { status: 200, body });
}

/** `GET /api/organizations/{name}/overview` */
async function getOrganizationOverview(call: AccountCall): Promise<void> {
  const { ctx } = call;
  const profile = await profileOf(call, "organization");
  const counts = await hubOperations.countRepos.run(ctx, { namespace: profile.name });
  const body = {
    _id: hexId(profile.id),
    name: profile.name,
    fullname: profile.displayName,
    avatarUrl: pictureOf(ctx, profile.avatarUrl),
    details: profile.bio,
    type: "org",
    isVerified: false,
    isFollowing: profile.isFollowing,
    numUsers: profile.memberCount ?? 0,
    numModels: counts.model,
    numDatasets: counts.dataset,
    numSpaces: counts.space,
    numFollowers: profile.followerCount,
    numPapers: 0,
  };
  respondJson(call, { status: 200, body });
}

/** `GET /api/users/{name}/followers|following`, `GET /api/organizations/{name}/followers` */
const getFollows =
  (kind: AccountSummary["kind"], list: "listFollowers" | "listFollowing") =>
  async (call: AccountCall): Promise<void> => {
    const { ctx, query } = call;
    const { name } = await profileOf(call, kind);
    const asked = { name, limit: PAGE, cursor: query.get("cursor") ?? undefined };
    const { items, nextCursor } = await identityOperations[list].run(ctx, asked);
    const body = items.map((account) => ({
      ...personOf(ctx, account),
      type: account.kind === "user" ? "user" : "org",
    }));
    respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
  };

/** `GET /api/organizations/{name}/members` */
async function getMembers(call: AccountCall): Promise<void> {
  const { ctx, query } = call;
  const { name } = await profileOf(call, "organization");
  const asked = { name, limit: PAGE, cursor: query.get("cursor") ?? undefined };
  const { items, nextCursor } = await identityOperations.listMembers.run(ctx, asked);
  const body = items.map(({ user, role }) => ({ ...personOf(ctx, user), role }));
  respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
}

/** `GET /api/users/{name}/likes` */
async function getLikes(call: AccountCall): Promise<void> {
  const { ctx, query } = call;
  const { name: username } = await profileOf(call, "user");
  const asked = { username, limit: PAGE, cursor: query.get("cursor") ?? undefined };
  const { items, nextCursor } = await hubOperations.listLikedRepos.run(ctx, asked);
  const body = items.map(({ createdAt, repo }) => ({
    createdAt,
    repo: { name: `${repo.namespace}/${repo.name}`, type: repo.kind },
  }));
  respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
}

/** `GET /api/settings/repositories`: what the caller's own repositories keep. */
export async function getOwnStorage(call: Call): Promise<void> {
  const { username } = await identityOperations.getMe.run(call.ctx, {});
  return getStorage({ ...call, name: username });
}

/** `GET /api/organizations/{name}/settings/repositories` */
async function getStorage(call: AccountCall): Promise<void> {
  const { ctx, query, name } = call;
  const asked = { namespace: name, limit: PAGE, cursor: query.get("cursor") ?? undefined };
  const { items, nextCursor } = await hubOperations.listRepoStorage.run(ctx, asked);
  const body = items.map(({ kind, name: id, visibility, storageBytes, share, updatedAt }) => ({
    id,
    type: kind,
    updatedAt,
    visibility: visibility === "public" ? "public" : "private",
    storage: storageBytes,
    storagePercent: share,
  }));
  respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
}

type Found = (call: Call) => Promise<void>;

const ACCOUNT_CALLS: Readonly<Record<string, (call: AccountCall) => Promise<void>>> = {
  "GET users overview": getUserOverview,
  "GET users followers": getFollows("user", "listFollowers"),
  "GET users following": getFollows("user", "listFollowing"),
  "GET users likes": getLikes,
  "GET organizations overview": getOrganizationOverview,
  "GET organizations followers": getFollows("organization", "listFollowers"),
  "GET organizations members": getMembers,
  "GET organizations settings/repositories": getStorage,
};

const ACCOUNT = /^\/api\/(users|organizations)\/([A-Za-z0-9._-]{1,96})\/(.+)$/;

/** A call about a person or an organisation; `null` for an address of another shape. */
export function findAccountCall(method: string, path: string): Found | null {
  const [, shelf = "", name = "", verb = ""] = ACCOUNT.exec(path) ?? [];
  const handle = ACCOUNT_CALLS[`${method} ${shelf} ${verb}`];
  return handle ? (call) => handle({ ...call, name }) : null;
}
