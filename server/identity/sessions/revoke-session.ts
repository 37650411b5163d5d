import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { SessionPath } from "../contract";
import { ownAccount } from "../own-account";
import { deleteSession } from "./store";

export const revokeSession = defineCommand({
  name: "identity.revokeSession",
  summary: "End one of your sessions",
  http: { method: "DELETE", path: "/sessions/{sessionId}", status: 204 },
  input: SessionPath,
  output: Nothing,
  async run(ctx, { sessionId: id }) {
    const { userId } = await ownAccount(ctx);
    return atomically(ctx, async (ctx) => {
      const session = await deleteSession(ctx.db, { id, userId });
      if (!session) throw notFound("Session", id);
      await audit(ctx, "session.revoked", { kind: "session", id, ownerId: userId });
      return {};
    });
  },
});
