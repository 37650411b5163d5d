import { PERMISSIONS, requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, type TokenScope } from "@/server/kernel";
import { CreatedToken, CreateTokenInput, type ScopeLine, type TokenRole } from "../contract";
import { ownAccount } from "../own-account";
import { newTokenSecret } from "../secret";
import { getUser } from "../store/users";
import { tellOwner } from "../tell-owner";
import { getTokenExpiry, insertAccessToken } from "./store/access-tokens";
import { coversScope, makerOf } from "./token-scope";

const NINETY_DAYS_MS = 90 * 24 * 60 * 60_000;

export const createToken = defineCommand({
  name: "identity.createToken",
  summary: "Create an access token for yourself",
  http: { method: "POST", path: "/tokens", status: 201 },
  input: CreateTokenInput,
  output: CreatedToken,
  async run(ctx, { name, role, scopes = [], expiresAt }) {
    const { userId } = await ownAccount(ctx);
    requireStrongAuth(ctx);
    const scope = scopeOf(role, scopes);
    const end = endOf(ctx, expiresAt);
    await refuseMoreRights(ctx, scope, end);

    return atomically(ctx, async (ctx) => {
      const secret = newTokenSecret(ctx);
      const facts = { userId, name, role, scopes, expiresAt: end, madeBy: makerOf(ctx.actor) };
      const token = await insertAccessToken(ctx, { ...facts, secret });
      const details = { role, expiresAt: end?.toISOString() ?? null };
      await tellOwner(ctx, await getUser(ctx.db, userId), "An access token was made");
      await audit(ctx, "token.created", { kind: "token", id: token.id, name, ownerId: userId, details });
      return { ...token, client: null, secret };
    });
  },
});

function scopeOf(role: TokenRole, lines: readonly ScopeLine[]): TokenScope {
  if (role !== "fineGrained") {
    if (lines.length > 0) throw new DomainError("invalid", "Only a fine-grained token has scopes");
    return { role };
  }
  const unknown = lines.flatMap(({ permissions }) => permissions).find((permission) => !(permission in PERMISSIONS));
  if (unknown !== undefined) throw new DomainError("invalid", `There is no permission ${unknown}`);
  if (lines.length === 0) throw new DomainError("invalid", "A fine-grained token needs at least one scope");
  return { role, lines };
}

function endOf(ctx: Ctx, wanted: string | null | undefined): Date | null {
  if (wanted === null) return null;
  const end = wanted === undefined ? new Date(ctx.now().getTime() + NINETY_DAYS_MS) : new Date(wanted);
  if (end > ctx.now()) return end;
  throw new DomainError("invalid", "The token would already have expired");
}

async function refuseMoreRights(ctx: Ctx, scope: TokenScope, end: Date | null): Promise<void> {
  if (ctx.actor.kind !== "token") return;
  const ownEnd = await getTokenExpiry(ctx.db, ctx.actor.tokenId);
  const livesLonger = ownEnd !== null && (end === null || end > ownEnd);
  if (!livesLonger && coversScope(ctx.actor.scope, scope)) return;
  throw new DomainError("forbidden", "A token cannot create one that may do more or lives longer than itself", {
    reason: "more_rights",
  });
}
