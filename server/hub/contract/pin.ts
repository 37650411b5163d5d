import { z } from "zod";
import { AccountPath } from "@/server/identity/contract";
import { Collection } from "./collection";
import { Repo } from "./repo";

export const PIN_KINDS = ["repository", "collection"] as const;
export const PinKind = z.enum(PIN_KINDS);
export type PinKind = z.infer<typeof PinKind>;

export const MAX_PINS = 6;

export const Pin = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("repository"), repo: Repo }),
  z.object({ kind: z.literal("collection"), collection: Collection }),
]);
export type Pin = z.infer<typeof Pin>;

export const PinList = z.object({
  items: z.array(Pin).describe("In order; what the caller may not see is left out."),
  nextCursor: z.null().describe("All of them come at once."),
});

export const PinTarget = z.strictObject({ kind: PinKind, id: z.uuid() });
export type PinTarget = z.infer<typeof PinTarget>;

export const PutPinsInput = AccountPath.extend({
  pins: z
    .array(PinTarget)
    .max(MAX_PINS)
    .refine((pins) => new Set(pins.map(({ id }) => id)).size === pins.length, "Each thing can be pinned once")
    .describe("In order; they take the place of those before. Only what belongs to the account can be pinned."),
});
