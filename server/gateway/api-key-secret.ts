import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

const START = "sk-yard-";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 43; // 32 bytes in base 62
const CHECK_LENGTH = 6; // 32 bits in base 62
const SHAPE = new RegExp(`^${START}[0-9A-Za-z]{${RANDOM_LENGTH + CHECK_LENGTH}}$`);

/** `sk-yard-`, 32 random bytes, and their CRC-32, so that scanners can tell a key from any text. */
export function secretFrom(random: Buffer): string {
  const body = base62(BigInt(`0x${random.toString("hex")}`), RANDOM_LENGTH);
  return `${START}${body}${checkOf(body)}`;
}

/** Whether a text can be one of our keys at all; asks nobody. */
export const isSecret = (text: string): boolean =>
  SHAPE.test(text) && text.endsWith(checkOf(text.slice(START.length, -CHECK_LENGTH)));

/** Whether a bearer means to be an API key and not an access token. */
export const looksLikeSecret = (text: string): boolean => text.startsWith("sk-");

/** What is kept of a secret: SHA-256 in hex. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The part of a secret that people may see. */
export const prefixOf = (secret: string): string => secret.slice(0, START.length + 6);

/** A key that has one secret. */
export const NO_OLD_SECRET = { oldSecretHash: null, oldPrefix: null, oldSecretEndsAt: null } as const;

const checkOf = (body: string) => base62(BigInt(crc32(body)), CHECK_LENGTH);

function base62(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text;
}
