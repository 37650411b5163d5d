import { audit } from "@/server/audit";
import { atomically, type Ctx, newRow } from "@/server/kernel";
import { personOfUser } from "../person";
import { hashOf, newSecret } from "../secret";
import { getUser } from "../store/users";
import { insertSession } from "./store";

const ABSOLUTE_MS = 30 * 24 * 60 * 60_000;

interface NewSession {
  readonly userId: string;
  /** What the person will recognise the browser by, such as `Firefox on Linux`. */
  readonly device: string;
}

/** Call it when the password was right. The secret is shown once; it is over after 30 days, or 7 without use. */
export async function openSession(ctx: Ctx, { userId, device }: NewSession) {
  const secret = newSecret(ctx);
  const expiresAt = new Date(ctx.now().getTime() + ABSOLUTE_MS);
  const row = newRow(ctx);
  const moments = { signedInAt: row.createdAt, seenAt: row.createdAt, expiresAt };
  const user = await getUser(ctx.db, userId);
  const person = await personOfUser(ctx.db, user);
  const actor = { kind: "user", ...person, sessionId: row.id, signedInAt: row.createdAt } as const;

  await atomically({ ...ctx, actor }, async (ctx) => {
    const label = device.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "").slice(0, 200);
    await insertSession(ctx.db, {
      ...row,
      ...moments,
      userId,
      secretHash: hashOf(secret),
      device: label,
      address: ctx.clientAddress,
    });
    await audit(ctx, "session.opened", { kind: "session", id: row.id, ownerId: userId });
  });
  return { secret, expiresAt };
}
