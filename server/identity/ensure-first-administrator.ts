import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { addUser } from "./add-user";
import { hasAnyUser } from "./store/users";
import { insertAccessToken } from "./tokens/store/access-tokens";

interface FirstAdministrator {
  readonly username: string;
  readonly password: string;
  /** Any `hf_` text of at least 32 characters, taken as it is. */
  readonly token?: string | undefined;
}

const TOKEN = /^hf_[\x21-\x7e]{29,400}$/;

/**
 * Makes the owner of the installation while nobody is there yet; answers the user's id, or `null` when somebody is.
 * Throws `invalid` for a token that is none.
 */
export async function ensureFirstAdministrator(
  ctx: Ctx<"identity">,
  { username, password, token }: FirstAdministrator,
): Promise<string | null> {
  if (await hasAnyUser(ctx.db)) return null;
  if (token !== undefined && !TOKEN.test(token)) {
    throw new DomainError("invalid", "The token must start with hf_ and have at least 32 characters");
  }
  const passwordHash = await ctx.live.identity.passwords.hash(password, "");
  return atomically(ctx, async (ctx) => {
    const email = `${username}@localhost`;
    const { userId } = await addUser(ctx, { username, email, password, passwordHash, platformRoles: ["owner"] });
    if (token !== undefined) {
      const facts = { name: "First start", role: "write", scopes: [], expiresAt: null } as const;
      await insertAccessToken(ctx, { ...facts, scopes: [], userId, secret: token });
    }
    await audit(ctx, "user.created", { kind: "user", id: userId, name: username, ownerId: userId });
    return userId;
  });
}
