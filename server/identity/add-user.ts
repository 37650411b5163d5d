import { type Ctx, DomainError, newRow, type PlatformRole, type UserActor } from "@/server/kernel";
import { isListedPassword } from "./passwords/listed-passwords";
import { NO_SESSION } from "./person";
import { insertAccount } from "./store/accounts";
import { insertUser } from "./store/users";

export interface NewUser {
  readonly username: string;
  readonly email: string;
  readonly displayName?: string | undefined;
  readonly password: string;
  readonly platformRoles?: readonly PlatformRole[];
}

/** Throws `invalid` (`weak_password`) for a password that is tried first. */
export function refuseWeakPassword({ username, email, password }: Pick<NewUser, "username" | "email" | "password">) {
  const typed = password.toLowerCase();
  const isGuessable = isListedPassword(password) || [username, email].some((text) => text.toLowerCase() === typed);
  if (!isGuessable) return;
  throw new DomainError("invalid", "This password is among the first that are tried: choose another", {
    reason: "weak_password",
    details: { errors: [{ path: "password", code: "weak_password", message: "Choose another password" }] },
  });
}

/** The rows of a new user, and who that is. `ctx` must be in a transaction; the caller audits. */
export async function addUser(ctx: Ctx, user: NewUser & { readonly passwordHash: string }): Promise<UserActor> {
  const { username, email, displayName = username, passwordHash, platformRoles = [] } = user;
  const row = newRow(ctx);
  const account = await insertAccount(ctx.db, { ...row, kind: "user", name: username, displayName });
  if (!account) throw new DomainError("conflict", `The name ${username} is taken`, { reason: "name_taken" });
  if (!(await insertUser(ctx.db, { ...row, email, passwordHash, platformRoles: [...platformRoles] }))) {
    throw new DomainError("conflict", "The email address belongs to another account", { reason: "email_taken" });
  }
  return {
    kind: "user",
    userId: row.id,
    username,
    platformRoles,
    memberships: [],
    sessionId: NO_SESSION,
    signedInAt: row.createdAt,
  };
}
