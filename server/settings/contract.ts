import { z } from "zod";
import { Text } from "@/server/kernel/contract";

export const SIGN_UP_MODES = ["open", "invite", "closed"] as const;
export const SignUpMode = z.enum(SIGN_UP_MODES);
export type SignUpMode = z.infer<typeof SignUpMode>;

const GIB = 1024 ** 3;

const Patterns = Text.trim().max(2_000);

const CACHE_SOURCE = {
  cache: z
    .enum(["off", "on"])
    .default("off")
    .describe("Whether ids that are not here, of owners who are not here, are fetched from another hub."),
  cacheOrigin: Text.trim()
    .max(200)
    .regex(/^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?$/, "Scheme and host, such as https://huggingface.co")
    .default("https://huggingface.co")
    .meta({ control: "line" })
    .describe("The other hub; one inside the network only where YARD_INSIDE_ORIGINS names it."),
  cacheOwner: Text.trim().max(96).default("").describe("Organization that owns what is fetched; empty: nothing is."),
};

/** Whether ids that are not here are fetched from another hub, and who owns them then. */
export const CacheSource = z
  .object(CACHE_SOURCE)
  .refine(({ cache, cacheOwner }) => cache === "off" || cacheOwner !== "", {
    error: "Name the organization that owns what is fetched",
    path: ["cacheOwner"],
  });

/** Which ids, for whom, and who sees them then. */
export const CacheAccess = z.object({
  cacheBy: z.enum(["people", "everybody"]).default("people").describe("Who may have something fetched."),
  cacheAllow: Patterns.default("*").describe(
    "Ids that may be fetched, such as `google/*`; a space between them. Nobody takes the name of an owner named here.",
  ),
  cacheDeny: Patterns.default("").describe("Ids that are never fetched, whatever is allowed."),
  cacheVisibility: z
    .enum(["private", "internal", "public"])
    .default("internal")
    .describe("Who sees what was fetched; what everybody sees there."),
  cacheRestricted: z
    .enum(["private", "shared"])
    .default("private")
    .describe("What is private or gated there: for the organization alone, or seen as everything else."),
});

export const CacheLimits = z.object({
  cacheRepoBytes: z
    .int()
    .min(1024 ** 2)
    .max(1024 ** 5)
    .default(100 * GIB)
    .meta({ unit: "bytes" })
    .describe("Largest repository that is fetched, in bytes."),
  cacheTotalBytes: z
    .int()
    .min(1024 ** 2)
    .max(1024 ** 5)
    .default(1024 * GIB)
    .meta({ unit: "bytes" })
    .describe("All that was fetched together; above it what was not used for longest goes, in bytes."),
  cacheHours: z.int().min(1).max(720).default(24).describe("Hours after which what was fetched is brought up to date."),
});

/** What is fetched from another hub when somebody asks for an id that is not here, and for whom. */
export const CacheSettings = CacheAccess.extend(CACHE_SOURCE).extend(CacheLimits.shape);
export type CacheSettings = z.infer<typeof CacheSettings>;

/** How the installation calls itself, and what holds for people who come and make something. */
export const GeneralSettings = z.object({
  siteName: Text.trim().min(1).max(60).default("Modelyard"),
  announcement: Text.trim().max(500).default("").describe("Shown on top of every page; empty for none."),
  signUp: SignUpMode.nullable().default(null).describe("Who may create an account; null: as configured at start."),
  defaultVisibility: z
    .enum(["private", "internal", "public"])
    .default("public")
    .describe("Visibility of a new repository when its creator does not choose."),
});

/** What is shown, handed out and let in. */
export const SecuritySettings = z.object({
  pushedSecrets: z
    .enum(["off", "warn", "block"])
    .default("warn")
    .describe("What happens when keys or tokens are pushed: nothing, a warning and a finding, or a refusal."),
  blockUnsafe: z
    .enum(["on", "off"])
    .default("off")
    .describe(
      "Whether files that the scanner found unsafe, and those it has not looked at yet, are handed to nobody but those who may write.",
    ),
  remoteImages: z.enum(["block", "proxy"]).default("block").describe("Pictures from other hosts in cards and chats."),
});

export const UploadSettings = z.object({
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
  maxOwnerBytes: z
    .int()
    .min(0)
    .max(1024 ** 5)
    .default(0)
    .meta({ unit: "bytes" })
    .describe("What each account may keep in large files, in bytes, unless it has a limit of its own; 0: no limit."),
});

export const MoneySettings = z.object({
  confirmMoneyAbove: z
    .int()
    .min(0)
    .max(999_999_999)
    .default(1_000)
    .describe(
      "What one person may move alone in 24 hours (top-ups, gifts, adjustments, refunds, vouchers); more needs a second one. Whole units of the currency.",
    ),
});

/** Every setting of the installation, with what holds until somebody changes it. */
export const SettingValues = GeneralSettings.extend(SecuritySettings.shape)
  .extend(UploadSettings.shape)
  .extend(CacheSettings.shape)
  .extend(MoneySettings.shape);
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
  confirmMoneyAbove: SettingValues.shape.confirmMoneyAbove.unwrap().optional(),
  multipartBytes: SettingValues.shape.multipartBytes.unwrap().optional(),
  maxOwnerBytes: SettingValues.shape.maxOwnerBytes.unwrap().optional(),
  cache: SettingValues.shape.cache.unwrap().optional(),
  cacheOrigin: SettingValues.shape.cacheOrigin.unwrap().optional(),
  cacheOwner: SettingValues.shape.cacheOwner.unwrap().optional(),
  cacheBy: SettingValues.shape.cacheBy.unwrap().optional(),
  cacheAllow: SettingValues.shape.cacheAllow.unwrap().optional(),
  cacheDeny: SettingValues.shape.cacheDeny.unwrap().optional(),
  cacheVisibility: SettingValues.shape.cacheVisibility.unwrap().optional(),
  cacheRestricted: SettingValues.shape.cacheRestricted.unwrap().optional(),
  cacheRepoBytes: SettingValues.shape.cacheRepoBytes.unwrap().optional(),
  cacheTotalBytes: SettingValues.shape.cacheTotalBytes.unwrap().optional(),
  cacheHours: SettingValues.shape.cacheHours.unwrap().optional(),
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
