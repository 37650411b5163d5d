import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { ChangeEmailInput } from "./contract";
import { ownAccount } from "./own-account";
import { requirePassword } from "./passwords/require-password";
import { deletePasswordResetsOf } from "./store/invitations";
import { getUser, setEmail } from "./store/users";
import { tellOwner } from "./tell-owner";

export const changeEmail = defineCommand({
  name: "identity.changeEmail",
  summary: "Change your email address",
  http: { method: "PUT", path: "/me/email", status: 204 },
  input: ChangeEmailInput,
  output: Nothing,
  async run(ctx: Ctx<"identity">, { email, password }) {
    const { userId: id, username: name } = await ownAccount(ctx);
    await requirePassword(ctx, id, password);
    const before = await getUser(ctx.db, id);
    return atomically(ctx, async (ctx) => {
      if (!(await setEmail(ctx.db, id, { email, now: ctx.now() }))) {
        throw new DomainError("conflict", "The email address belongs to another account", { reason: "email_taken" });
      }
      // Whoever reads the old mailbox gets in no more.
      await deletePasswordResetsOf(ctx.db, id);
      await tellOwner(ctx, before, "Your email address was changed");
      await audit(ctx, "user.emailChanged", { kind: "user", id, name, ownerId: id });
      return {};
    });
  },
});
