import { hasTokenCheck } from "@/server/identity";
import { defineDetector } from "../detector";

/** Secrets of this platform carry a check sum: what only looks like one is none. */
export const accessToken = defineDetector({
  kind: "yard_token",
  keywords: ["hf_yard_"],
  pattern: "hf_yard_[0-9A-Za-z]{49}(?![0-9A-Za-z])",
  isReal: (secret) => hasTokenCheck(secret.slice("hf_yard_".length)),
});

export const apiKey = defineDetector({
  kind: "yard_api_key",
  keywords: ["sk-yard-"],
  pattern: "sk-yard-[0-9A-Za-z]{49}(?![0-9A-Za-z])",
  isReal: (secret) => hasTokenCheck(secret.slice("sk-yard-".length)),
});
