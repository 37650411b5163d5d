import chinese from "@/messages/refusals.zh-CN.json";

/** A language in which the site speaks. */
export type Language = "en" | "zh-CN";

interface Refused {
  readonly message: string;
  readonly reason?: string | undefined;
  readonly code?: string;
}

/**
 * A refusal in the language of who reads it: by its exact words, else by its reason or its code. English is what the
 * code says; so is what nobody has put into words yet.
 */
export function refusalWords({ message, reason = "", code = "" }: Refused, language: Language): string {
  if (language === "en") return message;
  const { messages, reasons, codes } = chinese;
  return wordsIn(messages, message) ?? wordsIn(reasons, reason) ?? wordsIn(codes, code) ?? message;
}

const wordsIn = (words: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(words, key) ? words[key] : undefined;
