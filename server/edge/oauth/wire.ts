import { z } from "zod";

/** What OAuth clients send, as a form or as JSON (RFC 6749 §4, RFC 8628 §3). Unknown fields are ignored. */

const Secret = z.string().min(1).max(500);

export const DeviceBody = z.object({ client_id: z.string().min(1).max(200), scope: z.string().max(2_000).optional() });

export const TokenBody = z.object({
  grant_type: z.string().max(200),
  client_id: z.string().max(200).default(""),
  device_code: Secret.optional(),
  refresh_token: Secret.optional(),
});
