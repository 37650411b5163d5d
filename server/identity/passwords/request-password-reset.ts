import { type Ctx, defineCommand, enqueue } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { foldName, RequestPasswordResetInput } from "../contract";
import { sendPasswordReset } from "../jobs";
import { isActive } from "../person";
import { hashOf } from "../secret";
import { findUserByLogin } from "../store/users";
import { admitAttempt } from "./admit-attempt";
import { neighbourhoodOf } from "./neighbourhood-of";

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
    const keys = [{ key: `reset:${hashOf(foldName(login))}`, free: FREE_PER_ACCOUNT, what: "requests" }];
    if (ctx.clientAddress !== null) {
      keys.push({ key: `reset:${neighbourhoodOf(ctx.clientAddress)}`, free: FREE_PER_NETWORK, what: "requests" });
    }
    if (ctx.live.identity.limitsAttempts) for (const attempt of keys) await admitAttempt(ctx, attempt);
    const user = await findUserByLogin(ctx.db, login);
    if (user && isActive(user)) await enqueue(ctx, sendPasswordReset, { payload: { userId: user.id }, key: user.id });
    return {};
  },
});
