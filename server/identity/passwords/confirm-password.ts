import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand, unauthenticated } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { ConfirmPasswordInput } from "../contract";
import { setSignedInAt } from "../sessions/store";
import { requirePassword } from "./require-password";

export const confirmPassword = defineCommand({
  name: "identity.confirmPassword",
  summary: "Type your password again before a dangerous action; holds for ten minutes",
  input: ConfirmPasswordInput,
  output: Nothing,
  async run(ctx: Ctx<"identity">, { password }) {
    if (ctx.actor.kind !== "user") throw unauthenticated();
    const { userId, sessionId } = ctx.actor;
    await requirePassword(ctx, userId, password);
    return atomically(ctx, async (ctx) => {
      await setSignedInAt(ctx.db, sessionId, ctx.now());
      await audit(ctx, "session.confirmed", { kind: "session", id: sessionId, ownerId: userId });
      return {};
    });
  },
});
