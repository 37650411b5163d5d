import type { Ctx, TokenActor, TokenScope } from "@/server/kernel";
import { isActive, personOfUser } from "../person";
import { getUser } from "../store/users";
import { type AccessTokenRow, findLiveToken } from "./store/access-tokens";

/** Who an access token stands for and what it keeps of that person's rights; `null` for any text that is none. */
export async function actorOfToken(ctx: Ctx, secret: string): Promise<TokenActor | null> {
  const token = await findLiveToken(ctx.db, secret, ctx.now());
  if (!token) return null;
  const user = await getUser(ctx.db, token.userId);
  if (!isActive(user)) return null;
  return { kind: "token", ...(await personOfUser(ctx.db, user)), tokenId: token.id, scope: scopeOf(token) };
}

const scopeOf = ({ role, scopes }: AccessTokenRow): TokenScope =>
  role === "fineGrained" ? { role, lines: scopes } : { role };
