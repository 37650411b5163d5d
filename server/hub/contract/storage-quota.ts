import { z } from "zod";
import { AccountPath } from "@/server/identity/contract";

const MAX_QUOTA_BYTES = 1024 ** 5;

export const OwnerStorage = z.object({
  usedBytes: z.int().describe("Large files of all repositories, buckets and attachments; shared bytes count in each."),
  maxBytes: z.int().nullable().describe("Null: no limit."),
  isOwnLimit: z.boolean().describe("Whether the limit is that of this account; else the setting of the installation."),
  installationMaxBytes: z.int().nullable().describe("What the setting of the installation says. Null: no limit."),
});
export type OwnerStorage = z.infer<typeof OwnerStorage>;

export const GetOwnerStorageInput = AccountPath;

export const SetStorageLimitInput = AccountPath.extend({
  limit: z.enum(["default", "none", "bytes"]).describe("`default`: as the settings say; `bytes`: as `maxBytes` says."),
  maxBytes: z.int().min(0).max(MAX_QUOTA_BYTES).optional(),
});
