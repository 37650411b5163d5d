import { defineDetector } from "../detector";
import { KEY_BODY } from "./private-key";

export const apiKey = defineDetector({
  kind: "google_api_key",
  keywords: ["AIza"],
  pattern: "AIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])",
});

/** The JSON file of a service account: a private key, and before it what the file is. */
export const serviceAccount = defineDetector({
  kind: "google_service_account",
  keywords: ['"private_key"'],
  pattern: String.raw`"private_key"[ \t]{0,5}:[ \t]{0,5}"-----BEGIN PRIVATE KEY-----${KEY_BODY}`,
  isReal: (_secret, before) => before.includes('"service_account"'),
});
