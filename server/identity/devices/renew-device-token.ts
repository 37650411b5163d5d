import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { isActive } from "../person";
import { newSecret, newTokenSecret } from "../secret";
import { getUser } from "../store/users";
import { removeToken } from "../tokens/store/access-tokens";
import { findFormerRenewal, getTokenOwner, lockRenewal, renewToken } from "../tokens/store/token-renewals";
import { refusal, scopeOf } from "./device-login";
import { type IssuedToken, REFRESH_SECONDS, TOKEN_SECONDS } from "./take-device-token";

const DAY_MS = 24 * 60 * 60_000;
/** Two programs of one person may renew at the same moment; a copy that turns up later was stolen. */
const RACE_MS = 60_000;

/**
 * The next pair for a token that was given to a device (RFC 6749 §6, rotation as in RFC 9700 §4.14). A refresh token
 * that was used before ends the login for everybody. Throws `invalid` (`invalid_grant`).
 */
export async function renewDeviceToken(
  ctx: Ctx,
  { refreshSecret, clientId }: { readonly refreshSecret: string; readonly clientId: string },
): Promise<IssuedToken> {
  const issued = await atomically(ctx, async (ctx): Promise<IssuedToken | null> => {
    const before = await lockRenewal(ctx.db, refreshSecret);
    const now = ctx.now();
    if (!before || before.clientId !== clientId || before.refreshEndsAt <= now) return null;
    const user = await getUser(ctx.db, await getTokenOwner(ctx.db, before.tokenId));
    if (!isActive(user)) return null;
    const next = {
      secret: newTokenSecret(ctx),
      expiresAt: new Date(now.getTime() + TOKEN_SECONDS * 1_000),
      refreshSecret: newSecret(ctx),
      refreshEndsAt: new Date(now.getTime() + REFRESH_SECONDS * 1_000),
    };
    const { role } = await renewToken(ctx, { before, next, formerEndsAt: new Date(now.getTime() + DAY_MS) });
    const { secret, refreshSecret: nextRefresh } = next;
    await audit(ctx, "token.renewed", { kind: "token", id: before.tokenId, ownerId: user.id });
    return { secret, refreshSecret: nextRefresh, expiresInSeconds: TOKEN_SECONDS, scope: scopeOf(role) };
  });
  if (issued) return issued;
  await endStolen(ctx, refreshSecret);
  throw refusal("invalid_grant", "The refresh token is not valid: sign in again");
}

async function endStolen(ctx: Ctx, refreshSecret: string): Promise<void> {
  const former = await findFormerRenewal(ctx.db, refreshSecret);
  if (!former?.renewedAt || ctx.now().getTime() - former.renewedAt.getTime() < RACE_MS) return;
  await atomically(ctx, async (ctx) => {
    const userId = await getTokenOwner(ctx.db, former.tokenId);
    await removeToken(ctx.db, { id: former.tokenId, userId });
    const details = { why: "a refresh token was used twice" };
    await audit(ctx, "token.deleted", { kind: "token", id: former.tokenId, ownerId: userId, details });
  }).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.code !== "not_found") throw error;
  });
}
