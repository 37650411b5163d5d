import type { Readable } from "node:stream";
import { type Ctx, DomainError } from "@/server/kernel";
import type { ContentReason } from "../contract";
import type { XorbPlace } from "./token";
import { xorbKey } from "./xorb-key";
import { lost } from "./xorb-table";

interface Part {
  readonly place: XorbPlace;
  /** Inclusive byte positions in the stored xorb, 0-based. */
  readonly range: { readonly start: number; readonly end: number };
}

/** Packed bytes of a xorb, no others than the place allows. Throws `invalid` (`range_not_satisfiable`), `unavailable` (`object_lost`). */
export async function openXorbPart(ctx: Ctx<"objects">, { place, range }: Part): Promise<Readable> {
  if (range.start < place.start || range.end >= place.end || range.end < range.start) {
    const reason: ContentReason = "range_not_satisfiable";
    throw new DomainError("invalid", "The address is for other bytes of the xorb", { reason });
  }
  return ctx.ports.objects.get(xorbKey(place.xorb), range).catch(lost);
}
