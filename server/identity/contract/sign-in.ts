import { z } from "zod";
import { Text } from "@/server/kernel/contract";
import { SignUpMode } from "@/server/settings/contract";
import { AccountName, DisplayName, Email, Password } from "./names";

export const Site = z.object({ siteName: z.string(), announcement: z.string(), signUp: SignUpMode });

export const CreateUserInput = z.strictObject({
  username: AccountName,
  email: Email,
  password: Password,
  displayName: DisplayName.optional(),
  invitation: Text.min(1).max(100).optional().describe("Code of an invitation, which is accepted at once."),
  wantsToken: z
    .boolean()
    .optional()
    .describe("`false` signs up without a first token, for who goes on to sign in; else the answer has one."),
});

export const CreatedUser = z.object({
  id: z.uuid(),
  username: z.string(),
  email: z.string(),
  displayName: z.string(),
  token: z
    .string()
    .optional()
    .describe("A first write token for 90 days, told only here; only when somebody signs up and wants it."),
});

export const ChangeEmailInput = z.strictObject({ email: Email, password: Text.min(1).max(128) });

export const ChangePasswordInput = z.strictObject({ currentPassword: Text.min(1).max(128), newPassword: Password });

export const ConfirmPasswordInput = z.strictObject({ password: Text.min(1).max(128) });

export const SessionPath = z.strictObject({ sessionId: z.uuid() });

export const Session = z.object({
  id: z.uuid(),
  device: z.string(),
  address: z.string().nullable(),
  isCurrent: z.boolean(),
  createdAt: z.date(),
  seenAt: z.date(),
  expiresAt: z.date(),
});

export const RestoreAccountInput = z.strictObject({
  username: Text.min(1).max(254).describe("With a password the email address will do too."),
  password: Text.min(1).max(128).optional(),
});

export const CreatedPasswordReset = z.object({ url: z.string(), expiresAt: z.date() });

export const RequestPasswordResetInput = z.strictObject({
  login: Text.min(1).max(254).describe("User name or email address."),
});

export const ResetCode = z.strictObject({ code: Text.min(1).max(100) });

export const PasswordResetPreview = z.object({ username: z.string(), expiresAt: z.date() });

export const ResetPasswordInput = ResetCode.extend({ password: Password });
