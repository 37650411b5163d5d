import { z } from "zod";
import { Text } from "@/server/kernel/contract";

export const Cache = z.object({
  hasToken: z.boolean().describe("Whether a token was given for the hub that ids are fetched from now."),
  hasOwner: z.boolean().describe("Whether the organization that owns what is fetched is here."),
  repos: z.int().describe("Repositories that were fetched and are here."),
  bytes: z.int().describe("What they hold at the heads of their default branches."),
});
export type Cache = z.infer<typeof Cache>;

export const SetCacheTokenInput = z.strictObject({
  credential: Text.max(4_000)
    .min(1)
    .regex(/^[\x21-\x7e]+$/, "One line without spaces")
    .nullable()
    .describe("Access token at the other hub. It is sealed, and nothing gives it back. Null: forget it."),
});
