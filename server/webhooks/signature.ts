import { createHmac } from "node:crypto";

const PREFIX = "whsec_";

interface Message {
  /** The same for every attempt, so that a receiver knows what it has seen. */
  readonly id: string;
  /** Seconds since 1970, of this attempt. */
  readonly timestamp: number;
  readonly body: string;
}

/** Headers by which a receiver knows that a call is ours, unchanged and fresh (Standard Webhooks 1.0). */
export function signatureHeaders(secret: string, { id, timestamp, body }: Message): Record<string, string> {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": `v1,${signature}` };
}

export const newSigningSecret = (random: (bytes: number) => Uint8Array): string =>
  `${PREFIX}${Buffer.from(random(32)).toString("base64")}`;
