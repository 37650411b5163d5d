import { findReadableRepos } from "@/server/hub";
import { findAccounts, getOwnToken } from "@/server/identity";
import type { ScopeLine } from "@/server/identity/contract";
import { identityOperations } from "@/server/identity/operations";
import { hexId, unauthenticated } from "@/server/kernel";
import { respondJson } from "../respond";
import type { Call } from "./call";

/** `GET /api/whoami-v2` */
export async function whoami(call: Call): Promise<void> {
  const { ctx } = call;
  const { actor } = ctx;
  if (actor.kind !== "user" && actor.kind !== "token") throw unauthenticated();
  const me = await identityOperations.getMe.run(ctx, {});
  const account = { canPay: false, billingMode: "postpaid", periodEnd: null };
  respondJson(call, {
    status: 200,
    body: {
      type: "user",
      id: hexId(me.id),
      name: me.username,
      fullname: me.displayName,
      email: me.email,
      emailVerified: true,
      ...account,
      isPro: false,
      avatarUrl: me.avatarUrl ?? "",
      orgs: me.organizations.map(({ id, name, displayName, avatarUrl, role }) => ({
        type: "org",
        id: hexId(id),
        name,
        fullname: displayName,
        email: null,
        ...account,
        isEnterprise: false,
        avatarUrl: avatarUrl ?? "",
        roleInOrg: role,
      })),
      auth: await authOf(call),
    },
  });
}

/** Clients keep a token under its name: it is unique for its user. */
async function authOf({ ctx }: Call) {
  const { actor } = ctx;
  if (actor.kind !== "token") {
    return { type: "access_token", accessToken: { displayName: "session", role: "write", createdAt: ctx.now() } };
  }
  const { name, role, client, expiresAt, createdAt, scopes } = await getOwnToken(ctx, actor.tokenId);
  const fineGrained = role === "fineGrained" ? { fineGrained: await fineGrainedOf(ctx, scopes) } : {};
  return {
    type: client === null ? "access_token" : "oauth",
    ...(client !== null && { expiresAt }),
    accessToken: { displayName: `${name}-${hexId(actor.tokenId).slice(-6)}`, role, createdAt, ...fineGrained },
  };
}

const WIRE_PERMISSIONS: Readonly<Record<string, string>> = {
  "repo.read": "repo.content.read",
  "repo.write": "repo.write",
  "repo.create": "repo.write",
  "repo.admin": "repo.write",
  "organization.read": "org.read",
  "organization.manage": "org.write",
  "account.read": "user.read",
};

/** Our permissions in the words of the Hub; what has none there keeps its own. */
const wirePermissions = (permissions: readonly string[]): string[] => [
  ...new Set(permissions.map((permission) => WIRE_PERMISSIONS[permission] ?? permission)),
];

async function fineGrainedOf(ctx: Call["ctx"], scopes: readonly ScopeLine[]) {
  const ids = scopes.flatMap(({ target }) => (target.kind === "everything" ? [] : [target.id]));
  const [owners, repos] = await Promise.all([findAccounts(ctx.db, ids), findReadableRepos(ctx, ids)]);
  const entityOf = (id: string) => {
    const owner = owners.get(id);
    if (owner) return { _id: hexId(id), type: owner.kind === "user" ? "user" : "org", name: owner.name };
    const repo = repos.get(id);
    return {
      _id: hexId(id),
      type: repo?.kind ?? "resource",
      name: repo ? `${repo.namespace}/${repo.name}` : hexId(id),
    };
  };
  return {
    canReadGatedRepos: scopes.some(({ permissions }) => permissions.includes("repo.read")),
    global: wirePermissions(
      scopes.flatMap(({ target, permissions }) => (target.kind === "everything" ? permissions : [])),
    ),
    scoped: scopes.flatMap(({ target, permissions }) =>
      target.kind === "everything" ? [] : [{ entity: entityOf(target.id), permissions: wirePermissions(permissions) }],
    ),
  };
}
