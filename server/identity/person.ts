import type { Db } from "@/db/client";
import type { UserActor } from "@/server/kernel";
import { listMemberships } from "./store/members";
import type { UserRow } from "./store/users";

/** What stands for the session of somebody who sent name and password with the request: the nil UUID. */
export const NO_SESSION = "00000000-0000-0000-0000-000000000000";

/** A user who may act: neither disabled nor deleted. */
export const isActive = ({ disabledAt, deletedAt }: UserRow): boolean => disabledAt === null && deletedAt === null;

/** What every kind of actor knows of its person, read for this request. */
export async function personOfUser(
  db: Db,
  { id, name, platformRoles }: UserRow,
): Promise<Omit<UserActor, "kind" | "sessionId" | "signedInAt">> {
  return { userId: id, username: name, platformRoles, memberships: await listMemberships(db, id) };
}
