import { authorizePlatform, personOf } from "@/server/access";
import { type Ctx, DomainError, notFound, type PlatformRole } from "@/server/kernel";
import { getUserByName, type UserRow } from "./store/users";

/** Whether somebody with the first roles may act on somebody with the second: never on one who can do more. */
export const coversRoles = (own: readonly PlatformRole[], other: readonly PlatformRole[]): boolean =>
  own.includes("owner") || other.every((role) => own.includes(role));

/** The user an operator wants to change. Throws `forbidden` (`role_above_own`) for one who can do more. */
export async function getManagedUser(ctx: Ctx, username: string): Promise<UserRow> {
  await authorizePlatform(ctx, "platform.users");
  const user = await getUserByName(ctx.db, username);
  if (user.deletedAt !== null) throw notFound("User", username);
  requireCover(ctx, user);
  return user;
}

/** Throws `forbidden` (`role_above_own`) when an operator would act on somebody who can do more. */
export function requireCover(ctx: Ctx, { platformRoles }: Pick<UserRow, "platformRoles">): void {
  if (ctx.actor.kind === "system" || coversRoles(personOf(ctx).platformRoles, platformRoles)) return;
  throw new DomainError("forbidden", "This person has roles that you do not have", { reason: "role_above_own" });
}
