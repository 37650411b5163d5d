import type { Ctx, UserActor } from "@/server/kernel";
import { isActive, personOfUser } from "../person";
import { getUser } from "../store/users";
import { findLiveSession } from "./store";

/** Who a session's secret stands for; `null` when it is over, or its person was disabled or deleted meanwhile. */
export async function actorOfSession(ctx: Ctx, secret: string): Promise<UserActor | null> {
  const session = await findLiveSession(ctx.db, secret, ctx.now());
  if (!session) return null;
  const user = await getUser(ctx.db, session.userId);
  if (!isActive(user)) return null;
  const person = await personOfUser(ctx.db, user);
  return { kind: "user", ...person, sessionId: session.id, signedInAt: session.signedInAt };
}
