import { identityOperations } from "@/server/identity/operations";
import { unauthenticated } from "@/server/kernel";
import { respondJson } from "../respond";
import { type Call, hexId } from "./call";

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
      auth: { type: "access_token", accessToken: await tokenOf(call) },
    },
  });
}

/** Clients keep a token under this name: it is unique for its user. */
async function tokenOf({ ctx }: Call) {
  const { actor } = ctx;
  if (actor.kind !== "token") return { displayName: "session", role: "write", createdAt: ctx.now() };
  const owner = { ...ctx, actor: { ...actor, scope: { role: "write" } as const } };
  const { items } = await identityOperations.listTokens.run(owner, { limit: 100 });
  const token = items.find(({ id }) => id === actor.tokenId);
  const name = token ? `${token.name}-${hexId(actor.tokenId).slice(-6)}` : hexId(actor.tokenId);
  return { displayName: name, role: actor.scope.role, createdAt: token?.createdAt ?? ctx.now() };
}
