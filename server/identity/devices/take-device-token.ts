import { audit } from "@/server/audit";
import { atomically, type Ctx, type UserActor } from "@/server/kernel";
import { isActive, NO_SESSION, personOfUser } from "../person";
import { newSecret, newTokenSecret } from "../secret";
import { getUser } from "../store/users";
import { insertAccessToken } from "../tokens/store/access-tokens";
import { insertRenewal } from "../tokens/store/token-renewals";
import { clientNameOf, refusal, scopeOf } from "./device-login";
import { type DeviceLoginRow, lockDeviceLogin, updateDeviceLogin } from "./store";

/** What a program gets when it may act for somebody (RFC 6749 §5.1). */
export interface IssuedToken {
  readonly secret: string;
  readonly refreshSecret: string;
  readonly expiresInSeconds: number;
  readonly scope: string;
}

const DAY_SECONDS = 24 * 60 * 60;
/** Clients renew when less than a day is left. */
export const TOKEN_SECONDS = 30 * DAY_SECONDS;
export const REFRESH_SECONDS = 90 * DAY_SECONDS;
const LONGEST_INTERVAL = 60;

/** What is written stays also when the program gets nothing: the moment it asked, and how long it has to wait. */
type Outcome = { readonly issued: IssuedToken } | { readonly refused: ReturnType<typeof refusal> };

/**
 * The token of a program whose code a person approved; given once. Throws `invalid` with one of `DEVICE_REASONS`:
 * `authorization_pending` and `slow_down` while it has to wait.
 */
export async function takeDeviceToken(
  ctx: Ctx,
  { deviceCode, clientId }: { readonly deviceCode: string; readonly clientId: string },
): Promise<IssuedToken> {
  const outcome = await atomically(ctx, async (ctx): Promise<Outcome> => {
    const login = await lockDeviceLogin(ctx.db, deviceCode);
    if (!login || login.clientId !== clientId || login.takenAt !== null) {
      return { refused: refusal("invalid_grant", "The device code is not valid") };
    }
    const why = await whyNotYet(ctx, login);
    return why ? { refused: why } : issue(ctx, login);
  });
  if ("refused" in outcome) throw outcome.refused;
  return outcome.issued;
}

async function whyNotYet(ctx: Ctx, login: DeviceLoginRow) {
  const now = ctx.now();
  if (login.deniedAt !== null) return refusal("access_denied", "The person turned the program away");
  if (login.expiresAt <= now) return refusal("expired_token", "The code is too old: start again");
  const isEarly =
    login.askedAt !== null && now.getTime() - login.askedAt.getTime() < login.intervalSeconds * 1_000 - 500;
  const intervalSeconds = isEarly ? Math.min(LONGEST_INTERVAL, login.intervalSeconds + 5) : login.intervalSeconds;
  await updateDeviceLogin(ctx, login.id, { askedAt: now, intervalSeconds });
  if (isEarly) return refusal("slow_down", "Wait longer between two questions");
  return login.approvedAt === null ? refusal("authorization_pending", "Nobody has answered yet") : null;
}

async function issue(ctx: Ctx, { id, userId, role, clientId, approvedAt }: DeviceLoginRow): Promise<Outcome> {
  const user = userId === null ? null : await getUser(ctx.db, userId);
  if (!user || role === null || !isActive(user)) {
    return { refused: refusal("access_denied", "The account cannot be used") };
  }
  const now = ctx.now();
  const [secret, refreshSecret] = [newTokenSecret(ctx), newSecret(ctx)];
  const expiresAt = new Date(now.getTime() + TOKEN_SECONDS * 1_000);
  const name = `${clientNameOf(clientId) ?? "device"} ${now.toISOString().slice(0, 10)}`;
  const token = await insertAccessToken(ctx, { userId: user.id, name, role, scopes: [], expiresAt, secret });
  const refreshEndsAt = new Date(now.getTime() + REFRESH_SECONDS * 1_000);
  await insertRenewal(ctx.db, { tokenId: token.id, clientId, refreshSecret, refreshEndsAt });
  await updateDeviceLogin(ctx, id, { takenAt: now });
  const person = await personOfUser(ctx.db, user);
  const actor: UserActor = { kind: "user", ...person, sessionId: NO_SESSION, signedInAt: approvedAt ?? now };
  const details = { role, deviceLogin: id };
  await audit({ ...ctx, actor }, "token.created", { kind: "token", id: token.id, name, ownerId: user.id, details });
  return { issued: { secret, refreshSecret, expiresInSeconds: TOKEN_SECONDS, scope: scopeOf(role) } };
}
