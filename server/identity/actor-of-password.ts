import { audit } from "@/server/audit";
import type { Ctx, UserActor } from "@/server/kernel";
import { checkPassword } from "./check-password";
import { isActive, NO_SESSION, personOfUser } from "./person";
import { findUserByLogin } from "./store/users";

interface Claim {
  /** User name or e-mail address. */
  readonly login: string;
  readonly password: string;
}

/**
 * Who a name and a password stand for; `null` for a wrong one, without saying whether the account exists. Throws
 * `quota_exceeded` (`too_many_attempts`) after too many wrong ones.
 */
export async function actorOfPassword(ctx: Ctx<"identity">, { login, password }: Claim): Promise<UserActor | null> {
  const user = /\0/.test(login) ? null : await findUserByLogin(ctx.db, login);
  const usable = user && isActive(user) ? user : null;
  const isRight = await checkPassword(ctx, { login, passwordHash: usable?.passwordHash ?? null, password });
  if (!isRight || !usable) {
    // Written for nobody too, so that a name that does not exist takes as long.
    await audit(ctx, "signIn.refused", { kind: "user", id: user?.id ?? "unknown", ownerId: user?.id ?? null });
    return null;
  }
  return { kind: "user", ...(await personOfUser(ctx.db, usable)), sessionId: NO_SESSION, signedInAt: ctx.now() };
}
