import { defineDetector } from "../detector";

/** Line breaks as they are, or as a quoted text has them; then the headers of RFC 1421 and of OpenPGP; then base 64. */
export const KEY_BODY = String.raw`(?:\\[nr]|[\s"',+]){0,40}(?:[A-Za-z-]{1,40}: [^\r\n\\]{0,120}(?:\r?\n|(?:\\r)?\\n)){0,6}(?:\\[nr]|\s){0,10}(?<secret>[A-Za-z0-9+/=]{32}[A-Za-z0-9+/=\s\\"',]{0,8000})`;

export const privateKey = defineDetector({
  kind: "private_key",
  keywords: ["-----BEGIN "],
  pattern: `-----BEGIN (?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?-----${KEY_BODY}`,
});
