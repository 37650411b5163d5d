import { personOf } from "@/server/access";
import type { Ctx } from "@/server/kernel";

const NO_REPLY = "users.noreply.modelyard";

/** How the caller signs commits made here: by account, without showing an address. */
export function commitAuthor(ctx: Ctx): { readonly name: string; readonly email: string } {
  if (ctx.actor.kind === "system") return { name: "Modelyard", email: `system@${NO_REPLY}` };
  const { username } = personOf(ctx);
  return { name: username, email: `${username}@${NO_REPLY}` };
}

/** The account that signed with such an address; `null` for every other one. */
export function usernameOf(email: string): string | null {
  const [name, host] = email.split("@");
  return host === NO_REPLY && name ? name : null;
}
