import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { addUser, refuseWeakPassword } from "./add-user";
import { CreatedUser, CreateUserInput } from "./contract";
import { joinOrganization } from "./join-organization";
import { refuseKeptName } from "./refuse-kept-name";
import { newTokenSecret } from "./secret";
import { insertAccessToken } from "./tokens/store/access-tokens";

const NINETY_DAYS_MS = 90 * 24 * 60 * 60_000;

export const createUser = defineCommand({
  name: "identity.createUser",
  summary: "Create an account: your own, or as administrator somebody else's",
  http: { method: "POST", path: "/users", status: 201 },
  input: CreateUserInput,
  output: CreatedUser,
  async run(ctx: Ctx<"identity">, { invitation, wantsToken = true, ...input }) {
    const isSignUp = ctx.actor.kind === "anonymous";
    if (isSignUp) await admitSignUp(ctx, invitation !== undefined);
    else await authorizePlatform(ctx, "platform.users");
    refuseWeakPassword(input);
    await refuseKeptName(ctx, input.username);
    const passwordHash = await ctx.live.identity.passwords.hash(input.password);

    return atomically(ctx, async (ctx) => {
      const user = await addUser(ctx, { ...input, passwordHash });
      const { userId: id, username } = user;
      if (invitation) await joinOrganization(ctx, { userId: id, email: input.email, code: invitation });
      const token = isSignUp && wantsToken ? await firstToken(ctx, id) : undefined;
      const acting = isSignUp ? { ...ctx, actor: user } : ctx;
      await audit(acting, "user.created", { kind: "user", id, name: username, ownerId: id });
      return { id, username, email: input.email, displayName: input.displayName ?? username, token };
    });
  },
});

async function admitSignUp(ctx: Ctx<"identity">, isInvited: boolean): Promise<void> {
  const mode = (await readSettings(ctx.db)).signUp ?? ctx.live.identity.signUp;
  if (mode === "open" || (mode === "invite" && isInvited)) return;
  throw new DomainError("forbidden", mode === "invite" ? "You need an invitation" : "Sign-up is closed here", {
    reason: "sign_up_closed",
  });
}

async function firstToken(ctx: Ctx, userId: string): Promise<string> {
  const secret = newTokenSecret(ctx);
  const expiresAt = new Date(ctx.now().getTime() + NINETY_DAYS_MS);
  await insertAccessToken(ctx, { userId, name: "First token", role: "write", scopes: [], expiresAt, secret });
  return secret;
}
