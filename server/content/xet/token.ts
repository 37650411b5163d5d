import { z } from "zod";
import { defineClaim } from "@/server/access";
import type { Ctx } from "@/server/kernel";

const LIFETIME_SECONDS = 15 * 60;

const token = defineClaim({
  xet: z.enum(["read", "write"]),
  repoId: z.uuid(),
  ownerId: z.uuid(),
  /** Whether the holder has what the scanner's verdict keeps back from others. */
  reachesUnsafe: z.boolean(),
  /** Who sends files and may only propose them; null: who may write, or only reads. */
  proposerId: z.uuid().nullable(),
  /** Who it was given to, where that is a person. */
  userId: z.uuid().nullable(),
});

/** What the holder of a token may do with the Xet files of one repository. */
export type XetToken = NonNullable<ReturnType<typeof token.open>>;

/** A token for the CAS interface; `until` in seconds since 1970. The caller has authorised the scope on the repository. */
export const signXetToken = (ctx: Ctx, signed: XetToken) => ({
  token: token.seal(ctx, signed, LIFETIME_SECONDS * 1_000),
  until: Math.floor(ctx.now().getTime() / 1_000) + LIFETIME_SECONDS,
});

/** `null` for a token that was forged, changed, made for something else or has expired. */
export const readXetToken = (ctx: Ctx, text: string): XetToken | null => token.open(ctx, text);

const place = defineClaim({
  xorb: z.string(),
  /** In the stored xorb, `end` exclusive. */
  start: z.int(),
  end: z.int(),
});

/** Bytes of a xorb that the holder of an address may read, and no others. */
export type XorbPlace = NonNullable<ReturnType<typeof place.open>>;

/** A URL-safe text for an address that works as long as a token. */
export const signXorbPlace = (ctx: Ctx, { xorb, start, end }: XorbPlace): string =>
  place.seal(ctx, { xorb, start, end }, LIFETIME_SECONDS * 1_000);

/** `null` for an address that was forged, changed or has expired. */
export const readXorbPlace = (ctx: Ctx, text: string): XorbPlace | null => place.open(ctx, text);
