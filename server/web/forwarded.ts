import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** What only the edge knows about a request, and web believes when the signature is right. */
export const Forwarded = z.strictObject({
  clientAddress: z.string(),
  scheme: z.enum(["http", "https"]),
  host: z.string(),
  requestId: z.string(),
  /** Where git is served over SSH; null when it is not. */
  ssh: z.string().nullable(),
});
export type Forwarded = z.infer<typeof Forwarded>;

export const FORWARDED_HEADER = "x-yard-forwarded";

/** Inside web: the address of git over SSH; absent when it is not served. */
export const SSH_HEADER = "x-yard-ssh";

export function signForwarded(key: string, facts: Forwarded): string {
  const payload = Buffer.from(JSON.stringify(facts)).toString("base64url");
  return `${payload}.${signature(key, payload)}`;
}

/** Null for a missing, foreign or altered header. */
export function readForwarded(key: string, header: string | undefined): Forwarded | null {
  const [payload = "", given = "", ...rest] = (header ?? "").split(".");
  const expected = Buffer.from(signature(key, payload));
  const actual = Buffer.from(given);
  if (rest.length > 0 || actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  return Forwarded.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
}

const signature = (key: string, payload: string) => createHmac("sha256", key).update(payload).digest("base64url");
