import type { ChatBody, Message } from "@/components/patterns/call-snippets";

/** What somebody chose for the next answers; text that is empty leaves the choice to the model. */
export interface ChatSettings {
  readonly system: string;
  readonly temperature: number;
  readonly topP: number;
  readonly maxTokens: number;
  readonly seed: string;
  /** One sequence a line, at most four. */
  readonly stop: string;
}

export const DEFAULT_SETTINGS: ChatSettings = {
  system: "",
  temperature: 0.7,
  topP: 1,
  maxTokens: 1_024,
  seed: "",
  stop: "",
};

export const MAX_STOPS = 4;

export const isSeed = (text: string): boolean => text.trim() === "" || /^\d{1,9}$/.test(text.trim());

/** The call that these settings make, as it is sent and as "view code" shows it. */
export function chatBody(model: string, said: readonly Message[], settings: ChatSettings): ChatBody {
  const { system, temperature, topP, maxTokens, seed, stop } = settings;
  const stops = stop.split("\n").filter((line) => line !== "");
  const beginning: Message[] = system.trim() ? [{ role: "system", content: system }] : [];
  return {
    model,
    messages: [...beginning, ...said],
    temperature,
    max_tokens: maxTokens,
    ...(topP < 1 && { top_p: topP }),
    ...(isSeed(seed) && seed.trim() !== "" && { seed: Number(seed) }),
    ...(stops.length > 0 && { stop: stops.slice(0, MAX_STOPS) }),
  };
}
