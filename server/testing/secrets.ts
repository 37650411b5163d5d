import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Letters that look random and are the same in every run; no secret stands in the source. */
export function lettersOf(seed: string, length: number, alphabet = DIGITS): string {
  let text = "";
  for (let round = 0; text.length < length; round += 1) {
    const bytes = createHash("sha256").update(`${seed} ${round}`).digest();
    for (const byte of bytes) text += alphabet[byte % alphabet.length];
  }
  return text.slice(0, length);
}

/** 43 letters and their CRC-32, as the tokens and keys of this platform end. */
export function checkedLetters(seed: string): string {
  const body = lettersOf(seed, 43);
  let check = "";
  for (let rest = crc32(body); check.length < 6; rest = Math.floor(rest / 62)) check = DIGITS[rest % 62] + check;
  return body + check;
}

/** Has the form of a token of GitHub. */
export const githubToken = (seed: string): string => `ghp_${lettersOf(seed, 36)}`;
