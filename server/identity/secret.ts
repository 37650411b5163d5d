import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Ctx } from "@/server/kernel";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Bytes as digits and letters, of the same length for the same number of bytes. */
function base62(bytes: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let text = "";
  while (rest > 0n) {
    text = DIGITS.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text.padStart(Math.ceil((bytes.length * 8) / Math.log2(62)), "0");
}

/** `hf_yard_`, 256 random bits and their CRC-32, by which a secret scanner knows that it found a token of ours. */
export function newTokenSecret(ctx: Ctx): string {
  const body = base62(ctx.random(32));
  return `hf_yard_${body}${checkOf(body)}`;
}

function checkOf(body: string): string {
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return base62(check);
}

const CHECK_LENGTH = 6;

/** Whether what follows the prefix of an access token, or of an API key, ends with the CRC-32 of the rest. */
export const hasTokenCheck = (text: string): boolean =>
  text.slice(-CHECK_LENGTH) === checkOf(text.slice(0, -CHECK_LENGTH));

/** 256 random bits for a session, a link of an invitation or of a new password. */
export const newSecret = (ctx: Ctx): string => base62(ctx.random(32));

/** What the database keeps of a secret. The secret has 256 random bits, so a fast hash is enough. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
