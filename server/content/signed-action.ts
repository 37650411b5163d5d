import { z } from "zod";
import { defineClaim } from "@/server/access";
import type { Ctx } from "@/server/kernel";

const action = defineClaim({
  action: z.enum(["upload", "download", "verify", "parts"]),
  repoId: z.uuid(),
  oid: z.string(),
  size: z.int(),
  /** Of an upload in parts: who sends it, and how large its parts are. */
  userId: z.uuid().optional(),
  partBytes: z.int().optional(),
  /** Of an upload: who sends it may only propose it. */
  isProposal: z.boolean().optional(),
});

/** One thing that the holder of a link may do with one object of one repository, without signing in. */
export type SignedAction = NonNullable<ReturnType<typeof action.open>>;

/** A URL-safe text for a link that works for so long. The caller has authorised the action. */
export const signAction = (ctx: Ctx, signed: SignedAction, lifetimeSeconds: number): string =>
  action.seal(ctx, signed, lifetimeSeconds * 1_000);

/** What the link allows; `null` when it was forged, changed or has expired. */
export const readSignedAction = (ctx: Ctx, token: string): SignedAction | null => action.open(ctx, token);

/** Who sends the object of an upload and may only propose it. */
export const proposerOf = ({ isProposal, userId }: SignedAction): string | null =>
  isProposal === true ? (userId ?? null) : null;
