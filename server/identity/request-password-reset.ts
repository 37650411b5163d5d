import { type Ctx, DomainError, defineCommand, enqueue } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { networkOf } from "./check-password";
import { foldName, RequestPasswordResetInput } from "./contract";
import { sendPasswordReset } from "./jobs";
import { isActive } from "./person";
import { hashOf } from "./secret";
import { countAttempt } from "./store/sign-in-attempts";
import { findUserByLogin } from "./store/users";

const FREE_PER_ACCOUNT = 3;
const FREE_PER_NETWORK = 20;

export const requestPasswordReset = defineCommand({
  name: "identity.requestPasswordReset",
  summary:
    "Have a link mailed by which a forgotten password is set anew; says the same whether there is such an account",
  http: { method: "POST", path: "/password-resets/request", status: 202 },
  input: RequestPasswordResetInput,
  output: Nothing,
  async run(ctx: Ctx<"identity">, { login }) {
    if (ctx.live.identity.limitsAttempts) {
      await admit(ctx, `reset:${hashOf(foldName(login))}`, FREE_PER_ACCOUNT);
      if (ctx.clientAddress !== null) await admit(ctx, `reset:${networkOf(ctx.clientAddress)}`, FREE_PER_NETWORK);
    }
    const user = await findUserByLogin(ctx.db, login);
    if (user && isActive(user)) await enqueue(ctx, sendPasswordReset, { payload: { userId: user.id }, key: user.id });
    return {};
  },
});

async function admit(ctx: Ctx, key: string, free: number): Promise<void> {
  const retryAfterSeconds = await countAttempt(ctx.db, { key, now: ctx.now(), free });
  if (retryAfterSeconds === 0) return;
  throw new DomainError("quota_exceeded", `Too many requests: try again in ${retryAfterSeconds} seconds`, {
    reason: "too_many_attempts",
    details: { retryAfterSeconds },
  });
}
