import { audit } from "@/server/audit";
import { type Ctx, DomainError, type UserActor } from "@/server/kernel";
import { RESTORABLE_MS } from "../account";
import { NO_SESSION, personOfUser } from "../person";
import { findUserByLogin, type UserRow } from "../store/users";
import { checkPassword } from "./check-password";

interface Claim {
  /** User name or email address. */
  readonly login: string;
  readonly password: string;
}

/**
 * Who a name and a password stand for; `null` for a wrong one, without saying whether the account exists. Throws
 * `quota_exceeded` (`too_many_attempts`) after too many wrong ones, and `forbidden` (`account_deleted`, with
 * `restorableUntil`) for the right password of an account that its person can still restore.
 */
export async function actorOfPassword(ctx: Ctx<"identity">, { login, password }: Claim): Promise<UserActor | null> {
  const user = /\0/.test(login) ? null : await findUserByLogin(ctx.db, login);
  const usable = user && isKnown(ctx, user) ? user : null;
  const claim = { login: user?.name ?? login, passwordHash: usable?.passwordHash ?? null, password };
  const isRight = await checkPassword(ctx, claim);
  if (!isRight || !usable) {
    // Written for nobody too, so that a name that does not exist takes as long.
    await audit(ctx, "signIn.refused", { kind: "user", id: user?.id ?? "unknown", ownerId: user?.id ?? null });
    return null;
  }
  if (usable.deletedAt !== null) throw deleted(usable.deletedAt);
  return { kind: "user", ...(await personOfUser(ctx.db, usable)), sessionId: NO_SESSION, signedInAt: ctx.now() };
}

const endOf = (deletedAt: Date) => new Date(deletedAt.getTime() + RESTORABLE_MS);

/** Not disabled, and not deleted for longer than can be undone. */
const isKnown = (ctx: Ctx, { disabledAt, deletedAt }: UserRow): boolean =>
  disabledAt === null && (deletedAt === null || ctx.now() < endOf(deletedAt));

function deleted(deletedAt: Date): DomainError {
  const restorableUntil = endOf(deletedAt).toISOString();
  return new DomainError("forbidden", `This account was deleted; it can be restored until ${restorableUntil}`, {
    reason: "account_deleted",
    details: { restorableUntil },
  });
}
