import { z } from "zod";
import { Text } from "@/server/kernel/contract";
import { DisplayName } from "./names";

export const TOKEN_ROLES = ["read", "write", "fineGrained"] as const;

export const ScopeLine = z.strictObject({
  target: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("everything") }),
    z.strictObject({ kind: z.enum(["owner", "resource"]), id: z.uuid() }),
  ]),
  permissions: z.array(z.string().max(60)).min(1).max(50),
});
export type ScopeLine = z.infer<typeof ScopeLine>;

export const TokenRole = z.enum(TOKEN_ROLES);
export type TokenRole = z.infer<typeof TokenRole>;

export const CreateTokenInput = z.strictObject({
  name: DisplayName,
  role: TokenRole,
  scopes: z.array(ScopeLine).max(100).optional().describe("What a fine-grained token may do."),
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional().describe("Default: in 90 days; null: never."),
});
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;

export const TokenPermissions = z.object({ permissions: z.array(z.string()) });

export const TokenPath = z.strictObject({ tokenId: z.uuid() });

export const AccessToken = z.object({
  id: z.uuid(),
  name: z.string(),
  role: TokenRole,
  scopes: z.array(ScopeLine),
  expiresAt: z.date().nullable(),
  client: z.string().nullable().describe("The program that a person let in by a code; null for a token made by hand."),
  lastUsedAt: z.date().nullable(),
  createdAt: z.date(),
});

export const CreatedToken = AccessToken.extend({ secret: z.string().describe("Shown once.") });

/** What somebody types from the screen of a device: letters in any case, with or without the hyphen. */
const UserCode = Text.trim().min(1).max(40);

export const DeviceLoginPath = z.strictObject({ userCode: UserCode });

export const ApproveDeviceLoginInput = DeviceLoginPath.extend({ role: z.enum(["read", "write"]) });

export const DeviceLogin = z.object({
  userCode: z.string(),
  client: z.string().describe("The program that asks, as it is known here."),
  device: z.string().describe("What the program says it is; nothing proves it."),
  address: z.string().nullable().describe("Where it asked from."),
  asksToWrite: z.boolean(),
  createdAt: z.date(),
  expiresAt: z.date(),
});
export type DeviceLogin = z.infer<typeof DeviceLogin>;

export const CreateSshKeyInput = z.strictObject({ title: DisplayName.optional(), publicKey: Text.min(1).max(16_384) });

export const SshKeyPath = z.strictObject({ keyId: z.uuid() });

export const SshKey = z.object({
  id: z.uuid(),
  title: z.string(),
  algorithm: z.string(),
  fingerprint: z.string(),
  lastUsedAt: z.date().nullable(),
  createdAt: z.date(),
});
