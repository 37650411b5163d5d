import { z } from "zod";
import type { Ctx } from "@/server/kernel";

const Claims = z.strictObject({
  xet: z.enum(["read", "write"]),
  repoId: z.uuid(),
  ownerId: z.uuid(),
  /** Whether the holder may write to the repository, and so have what is kept back from others. */
  isWriter: z.boolean(),
  /** Seconds since 1970. */
  until: z.int(),
});

/** What the holder of a token may do with the Xet files of one repository. */
export type XetToken = z.infer<typeof Claims>;

const LIFETIME_SECONDS = 15 * 60;

/** A token for the CAS interface. The caller has authorised the scope on the repository. */
export function signXetToken(ctx: Ctx, { xet, repoId, ownerId, isWriter }: Omit<XetToken, "until">) {
  const until = Math.floor(ctx.now().getTime() / 1_000) + LIFETIME_SECONDS;
  return { token: ctx.seal(JSON.stringify({ xet, repoId, ownerId, isWriter, until })), until };
}

/** `null` for a token that was forged, changed, made for something else or has expired. */
export function readXetToken(ctx: Ctx, token: string): XetToken | null {
  const claims = Claims.safeParse(claimsIn(ctx, token));
  return claims.success && claims.data.until * 1_000 > ctx.now().getTime() ? claims.data : null;
}

const Place = z.strictObject({
  xorb: z.string(),
  /** In the stored xorb, `end` exclusive. */
  start: z.int(),
  end: z.int(),
  until: z.int(),
});

/** Bytes of a xorb that the holder of an address may read, and no others. */
export type XorbPlace = Omit<z.infer<typeof Place>, "until">;

/** A URL-safe text for an address that works as long as a token. */
export const signXorbPlace = (ctx: Ctx, { xorb, start, end }: XorbPlace): string =>
  ctx.seal(JSON.stringify({ xorb, start, end, until: Math.floor(ctx.now().getTime() / 1_000) + LIFETIME_SECONDS }));

/** `null` for an address that was forged, changed or has expired. */
export function readXorbPlace(ctx: Ctx, token: string): XorbPlace | null {
  const place = Place.safeParse(claimsIn(ctx, token));
  return place.success && place.data.until * 1_000 > ctx.now().getTime() ? place.data : null;
}

function claimsIn(ctx: Ctx, token: string): unknown {
  try {
    return JSON.parse(ctx.open(token) ?? "null");
  } catch {
    return null; // sealed here, for something else
  }
}
