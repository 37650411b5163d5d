import { defineDetector } from "../detector";

export const slackToken = defineDetector({
  kind: "slack",
  keywords: ["xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-"],
  pattern: "xox[abeoprs]-(?:[0-9]-)?[0-9]{6,15}-[A-Za-z0-9-]{10,200}",
});

export const slackApp = defineDetector({
  kind: "slack",
  keywords: ["xapp-"],
  pattern: "xapp-[0-9]-[A-Z0-9]{6,15}-[0-9]{6,15}-[a-f0-9]{40,80}",
});

export const slackWebhook = defineDetector({
  kind: "slack",
  keywords: ["hooks.slack.com/services/"],
  pattern: "hooks[.]slack[.]com/services/(?<secret>T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{22,26})(?![A-Za-z0-9])",
});

/** Keys of the test mode move no money and are no secret. */
export const stripe = defineDetector({
  kind: "stripe",
  keywords: ["sk_live_", "rk_live_"],
  pattern: "[sr]k_live_[A-Za-z0-9]{24,120}(?![A-Za-z0-9_])",
});
