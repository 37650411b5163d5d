import { identify } from "@/server/api/auth/identify";
import { actorOfSshTicket } from "@/server/identity";
import { type Ctx, type Dependency, unauthenticated } from "@/server/kernel";
import { authorizationIn, type Exchange } from "../exchange";

/** What `git-lfs-authenticate` handed out over SSH. */
const TICKET = /^RemoteAuth ([\w-]{1,2000})$/;

/** The context of who asks: with the ordinary credentials, or with a ticket that SSH gave. Throws `unauthenticated`. */
export async function callerOf({ ctx, request }: Exchange): Promise<Ctx<Dependency>> {
  const [, ticket] = TICKET.exec(request.headers.authorization ?? "") ?? [];
  if (ticket === undefined) return identify(ctx, authorizationIn(request));
  const actor = await actorOfSshTicket(ctx, ticket);
  if (!actor) throw unauthenticated();
  return { ...ctx, actor };
}
