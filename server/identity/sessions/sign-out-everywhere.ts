import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { ownAccount } from "../own-account";
import { deleteSessionsOf } from "./store";

export const signOutEverywhere = defineCommand({
  name: "identity.signOutEverywhere",
  summary: "End all your sessions, this one too",
  http: { method: "DELETE", path: "/sessions", status: 204 },
  input: Nothing.strict(),
  output: Nothing,
  async run(ctx) {
    const { userId: id, username: name } = await ownAccount(ctx);
    return atomically(ctx, async (ctx) => {
      const sessions = await deleteSessionsOf(ctx.db, id);
      await audit(ctx, "session.allRevoked", { kind: "user", id, name, ownerId: id, details: { sessions } });
      return {};
    });
  },
});
