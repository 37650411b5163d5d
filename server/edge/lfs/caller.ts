import { identify } from "@/server/api/auth/identify";
import { actorOfSshPass } from "@/server/identity";
import { type Ctx, type Dependency, unauthenticated } from "@/server/kernel";
import { authorizationIn, type Exchange } from "../exchange";

/** What `git-lfs-authenticate` handed out over SSH. */
const PASS = /^RemoteAuth ([\w-]{1,2000})$/;

/** The context of who asks: with the ordinary credentials, or with a pass that SSH gave. Throws `unauthenticated`. */
export async function callerOf({ ctx, request }: Exchange): Promise<Ctx<Dependency>> {
  const [, pass] = PASS.exec(request.headers.authorization ?? "") ?? [];
  if (pass === undefined) return identify(ctx, authorizationIn(request));
  const actor = await actorOfSshPass(ctx, pass);
  if (!actor) throw unauthenticated();
  return { ...ctx, actor };
}
