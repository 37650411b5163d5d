import { defineQuery } from "@/server/kernel";
import { Nothing, pageOf } from "@/server/kernel/contract";
import { Session } from "../contract";
import { ownAccount } from "../own-account";
import { listLiveSessions } from "./store";

export const listSessions = defineQuery({
  name: "identity.listSessions",
  summary: "List the browsers in which you are signed in, last seen first",
  http: { method: "GET", path: "/sessions" },
  input: Nothing.strict(),
  output: pageOf(Session),
  async run(ctx) {
    const person = await ownAccount(ctx);
    const sessions = await listLiveSessions(ctx.db, person.userId, ctx.now());
    const currentId = person.kind === "user" ? person.sessionId : null;
    return {
      items: sessions.map((session) => ({ ...session, isCurrent: session.id === currentId })),
      nextCursor: null,
    };
  },
});
