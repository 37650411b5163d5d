import type { Ctx, UserActor } from "@/server/kernel";
import { isActive, personOfUser } from "./person";
import { findAccounts } from "./store/accounts";
import { findUserByName } from "./store/users";

/**
 * What a person may do now, for background work on their behalf: to ask `allows`, never to act.
 * `null` for organisations and for people who are disabled or deleted.
 */
export async function actorOfUser({ db }: Ctx, userId: string): Promise<UserActor | null> {
  const account = (await findAccounts(db, [userId])).get(userId);
  const user = account?.kind === "user" ? await findUserByName(db, account.name) : null;
  if (!user || !isActive(user)) return null;
  return { kind: "user", ...(await personOfUser(db, user)), sessionId: userId, signedInAt: new Date(0) };
}
