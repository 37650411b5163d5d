import { requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { CreatedPasswordReset, UserPath } from "../contract";
import { getManagedUser } from "../manage-people";
import { newSecret } from "../secret";
import { insertPasswordReset } from "../store/invitations";

const DAY_MS = 24 * 60 * 60_000;

export const createPasswordReset = defineCommand({
  name: "identity.createPasswordReset",
  summary: "Make a link by which somebody who forgot the password can set a new one",
  http: { method: "POST", path: "/users/{username}/password-reset", status: 201 },
  input: UserPath,
  output: CreatedPasswordReset,
  async run(ctx, { username }) {
    const { id, name } = await getManagedUser(ctx, username);
    requireStrongAuth(ctx);
    const code = newSecret(ctx);
    const expiresAt = new Date(ctx.now().getTime() + DAY_MS);
    return atomically(ctx, async (ctx) => {
      await insertPasswordReset(ctx, { userId: id, code, expiresAt });
      await audit(ctx, "user.passwordResetCreated", { kind: "user", id, name, ownerId: id });
      return { url: `${ctx.site.origin}/reset-password/${code}`, expiresAt };
    });
  },
});
