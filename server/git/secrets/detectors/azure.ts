import { defineDetector } from "../detector";

export const storageKey = defineDetector({
  kind: "azure",
  keywords: ["AccountKey="],
  pattern: "AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)",
});

export const sharedKey = defineDetector({
  kind: "azure",
  keywords: ["SharedAccessKey="],
  pattern: "SharedAccessKey=(?<secret>[A-Za-z0-9+/]{43}=)",
});

/** Of an application in Entra ID: the mark stands behind the fourth letter. */
export const clientSecret = defineDetector({
  kind: "azure",
  keywords: ["Q~"],
  lead: 4,
  pattern: "[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~.-])",
});
