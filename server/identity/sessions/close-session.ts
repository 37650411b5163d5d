import { audit } from "@/server/audit";
import { atomically, type Ctx } from "@/server/kernel";
import { deleteSessionBySecret } from "./store";

/** Signs out. Closing a session that is over is no error. */
export async function closeSession(ctx: Ctx, secret: string): Promise<void> {
  await atomically(ctx, async (ctx) => {
    const session = await deleteSessionBySecret(ctx.db, secret);
    if (!session) return;
    await audit(ctx, "session.closed", { kind: "session", id: session.id, ownerId: session.userId });
  });
}
