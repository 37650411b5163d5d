import type { Said } from "./toaster";

/** What shows it is loaded with the first word that there is to say. */
const say = (said: Said): void => void import("./toaster").then((toaster) => toaster.say(said));

/** Says in passing what happened. */
export const toast = {
  success: (text: string) => say({ tone: "success", text }),
  error: (text: string, description?: string) => say({ tone: "error", text, description }),
  warning: (text: string, description?: string) => say({ tone: "warning", text, description }),
  message: (text: string) => say({ tone: "message", text }),
} as const;
