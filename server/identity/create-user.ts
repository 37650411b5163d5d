import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, notFound } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { addUser, refuseWeakPassword } from "./add-user";
import { CreatedUser, CreateUserInput } from "./contract";
import { joinOrganization } from "./join-organization";
import { laneOf } from "./passwords/lane-of";
import { admitFromNetwork, CODES, SIGN_UPS } from "./passwords/network-attempts";
import { refuseKeptName } from "./refuse-kept-name";
import { newTokenSecret } from "./secret";
import { findOpenInvitation } from "./store/invitations";
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
    if (!isSignUp) await authorizePlatform(ctx, "platform.users");
    const attempt = isSignUp ? await admitSignUp(ctx, invitation) : null;
    refuseWeakPassword(input);
    await refuseKeptName(ctx, input.username);
    const passwordHash = await ctx.live.identity.passwords.hash(input.password, laneOf(ctx));

    const created = await atomically(ctx, async (ctx) => {
      const user = await addUser(ctx, { ...input, passwordHash });
      const { userId: id, username } = user;
      if (invitation) await joinOrganization(ctx, { userId: id, email: input.email, code: invitation });
      const token = isSignUp && wantsToken ? await firstToken(ctx, id) : undefined;
      const acting = isSignUp ? { ...ctx, actor: user } : ctx;
      await audit(acting, "user.created", { kind: "user", id, name: username, ownerId: id });
      return { id, username, email: input.email, displayName: input.displayName ?? username, token };
    });
    if (invitation) await attempt?.giveBack();
    return created;
  },
});

/** Looks at the invitation before anything is hashed: a text that nobody gave out costs no more than a look. */
async function admitSignUp(ctx: Ctx<"identity">, invitation: string | undefined) {
  await refuseClosed(ctx, invitation !== undefined);
  const attempt = await admitFromNetwork(ctx, invitation === undefined ? SIGN_UPS : CODES);
  if (invitation !== undefined && !(await findOpenInvitation(ctx.db, invitation, ctx.now()))) {
    throw notFound("Invitation", "of this link");
  }
  return attempt;
}

async function refuseClosed(ctx: Ctx<"identity">, isInvited: boolean): Promise<void> {
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
