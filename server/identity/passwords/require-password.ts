import { type Ctx, DomainError } from "@/server/kernel";
import { getUser } from "../store/users";
import { checkOwnPassword } from "./check-password";

/** Throws `forbidden` (`wrong_password`) unless it is the person's password; wrong ones count against who is signed in. */
export async function requirePassword(ctx: Ctx<"identity">, userId: string, password: string): Promise<void> {
  const { passwordHash } = await getUser(ctx.db, userId);
  if (await checkOwnPassword(ctx, userId, { passwordHash, password })) return;
  throw new DomainError("forbidden", "The password is wrong", { reason: "wrong_password" });
}
