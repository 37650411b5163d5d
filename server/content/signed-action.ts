import { z } from "zod";
import type { Ctx } from "@/server/kernel";

const Claims = z.strictObject({
  action: z.enum(["upload", "download", "verify", "parts"]),
  repoId: z.uuid(),
  oid: z.string(),
  size: z.int(),
  /** Of an upload in parts: who sends it, and how large its parts are. */
  userId: z.uuid().optional(),
  partBytes: z.int().optional(),
  /** Milliseconds since 1970. */
  until: z.int(),
});

/** One thing that the holder of a link may do with one object of one repository, without signing in. */
export type SignedAction = Omit<z.infer<typeof Claims>, "until">;

/** A URL-safe text for a link that works for so long. The caller has authorised the action. */
export const signAction = (ctx: Ctx, action: SignedAction, lifetimeSeconds: number): string =>
  ctx.seal(JSON.stringify({ ...action, until: ctx.now().getTime() + lifetimeSeconds * 1000 }));

/** What the link allows; `null` when it was forged, changed or has expired. */
export function readSignedAction(ctx: Ctx, token: string): SignedAction | null {
  const text = ctx.open(token);
  if (text === null || !text.startsWith("{")) return null;
  const claims = Claims.safeParse(JSON.parse(text));
  if (!claims.success || claims.data.until <= ctx.now().getTime()) return null;
  const { until: _, ...action } = claims.data;
  return action;
}
