import { PERMISSIONS, requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { type Actor, atomically, type Ctx, DomainError, defineCommand, type TokenScope } from "@/server/kernel";
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
    const ownEnd = ctx.actor.kind === "token" ? await getTokenExpiry(ctx.db, ctx.actor.tokenId) : null;
    const end = endOf(ctx, expiresAt, ownEnd);
    refuseMoreRights(ctx.actor, { scope, end, ownEnd });

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

/** Unless it is said, in ninety days, and with the token that makes it at the latest. */
function endOf(ctx: Ctx, wanted: string | null | undefined, ownEnd: Date | null): Date | null {
  if (wanted === null) return null;
  const usual = Math.min(ctx.now().getTime() + NINETY_DAYS_MS, ownEnd?.getTime() ?? Number.POSITIVE_INFINITY);
  const end = new Date(wanted ?? usual);
  if (end > ctx.now()) return end;
  throw new DomainError("invalid", "The token would already have expired");
}

interface Wanted {
  readonly scope: TokenScope;
  readonly end: Date | null;
  readonly ownEnd: Date | null;
}

function refuseMoreRights(actor: Actor, { scope, end, ownEnd }: Wanted): void {
  if (actor.kind !== "token") return;
  const livesLonger = ownEnd !== null && (end === null || end > ownEnd);
  if (!livesLonger && coversScope(actor.scope, scope)) return;
  throw new DomainError("forbidden", "A token cannot create one that may do more or lives longer than itself", {
    reason: "more_rights",
  });
}
