import { z } from "zod";
import { Text } from "@/server/kernel/contract";

export const SIGN_UP_MODES = ["open", "invite", "closed"] as const;
export const SignUpMode = z.enum(SIGN_UP_MODES);
export type SignUpMode = z.infer<typeof SignUpMode>;

const GIB = 1024 ** 3;

/** Every setting of the installation, with what holds until somebody changes it. */
export const SettingValues = z.object({
  siteName: Text.trim().min(1).max(60).default("Modelyard"),
  announcement: Text.trim().max(500).default("").describe("Shown on top of every page; empty for none."),
  signUp: SignUpMode.nullable().default(null).describe("Who may create an account; null: as configured at start."),
  remoteImages: z.enum(["block", "proxy"]).default("block").describe("Pictures from other hosts in cards and chats."),
  defaultVisibility: z
    .enum(["public", "internal", "private"])
    .default("public")
    .describe("Visibility of a new repository when its creator does not choose."),
  blockUnsafe: z
    .enum(["on", "off"])
    .default("off")
    .describe("Whether files that the scanner found unsafe are handed to nobody but those who may write."),
  pushedSecrets: z
    .enum(["off", "warn", "block"])
    .default("warn")
    .describe("What happens when keys or tokens are pushed: nothing, a warning and a finding, or a refusal."),
  maxUploadBytes: z
    .int()
    .min(1024 ** 2)
    .max(1024 ** 5)
    .default(200 * GIB)
    .meta({ unit: "bytes" })
    .describe("Largest single file, in bytes."),
  multipartBytes: z
    .int()
    .min(1024 ** 2)
    .max(1024 ** 5)
    .default(GIB)
    .meta({ unit: "bytes" })
    .describe("Clients of Git LFS that can send larger files in parts, in bytes."),
});
export type SettingValues = z.infer<typeof SettingValues>;

export const Settings = SettingValues.extend({
  version: z.int().describe("Raised by every change; an update names the version it was made from."),
  updatedAt: z.date().nullable(),
});

export const UpdateSettingsInput = z.strictObject({
  version: z.int().min(0),
  signUp: SettingValues.shape.signUp.unwrap().optional(),
  remoteImages: SettingValues.shape.remoteImages.unwrap().optional(),
  blockUnsafe: SettingValues.shape.blockUnsafe.unwrap().optional(),
  pushedSecrets: SettingValues.shape.pushedSecrets.unwrap().optional(),
  siteName: SettingValues.shape.siteName.unwrap().optional(),
  announcement: SettingValues.shape.announcement.unwrap().optional(),
  defaultVisibility: SettingValues.shape.defaultVisibility.unwrap().optional(),
  maxUploadBytes: SettingValues.shape.maxUploadBytes.unwrap().optional(),
  multipartBytes: SettingValues.shape.multipartBytes.unwrap().optional(),
});

export const ConfigurationAnswer = z.object({
  items: z.array(
    z.object({
      name: z.string().describe("Variable of the environment."),
      value: z.string().nullable().describe("Null for a secret, and for what is not set."),
      isSecret: z.boolean(),
      isSet: z.boolean().describe("Whether it differs from its default."),
      about: z.string(),
    }),
  ),
});
