import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { RestoreAccountInput } from "./contract";
import { requireCover } from "./manage-people";
import { checkPassword } from "./passwords/check-password";
import { reviveAccount } from "./retire-account";
import { findUserByLogin, findUserByName } from "./store/users";

export const restoreAccount = defineCommand({
  name: "identity.restoreAccount",
  summary: "Bring a deleted account back, within 30 days: your own by its password, or any as administrator",
  http: { method: "POST", path: "/users/{username}/restore", status: 204 },
  input: RestoreAccountInput,
  output: Nothing,
  keepsFailures: true,
  async run(ctx: Ctx<"identity">, { username, password }) {
    const user = await (password === undefined ? findUserByName : findUserByLogin)(ctx.db, username);
    if (password === undefined) {
      await authorizePlatform(ctx, "platform.users");
      if (!user) throw notFound("User", username);
      requireCover(ctx, user);
    } else {
      const passwordHash = user?.disabledAt === null ? user.passwordHash : null;
      const isRight = await checkPassword(ctx, { login: user?.name ?? username, passwordHash, password });
      if (!user || !isRight)
        throw new DomainError("forbidden", "Name or password is wrong", { reason: "wrong_password" });
    }
    const { id, name } = user;
    return atomically(ctx, async (ctx) => {
      await reviveAccount(ctx, id, password === undefined ? "operator" : "owner");
      await audit(ctx, "user.restored", { kind: "user", id, name, ownerId: id });
      return {};
    });
  },
});
