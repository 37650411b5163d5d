import type { Telling } from "@/server/edge/generation/surface";
import { errorWords } from "../telling";
import type { Keep } from "./keeping";
import type { ResponseEvent, ResponseEvents } from "./response-events";

/** A chat in the words of OpenAI's responses. */
export const tellingOf = (events: ResponseEvents, keep: Keep | undefined): Telling => ({
  ...errorWords,
  headers: (elapsedMs) => ({ "openai-processing-ms": String(elapsedMs) }),
  assembly: () => ({
    add: (chunk) => void events.of(chunk),
    result: (bill) => events.finish(bill).response,
  }),
  stream: {
    textOf: (chunk) => textOf(events.of(chunk)),
    closing: (bill) => textOf(events.finish(bill).events),
    keepAlive: ": keep-alive\n\n",
    errorText: ({ body }) => textOf(events.failed(Object(body).error)),
  },
  ...(keep && { keep: (bill) => keep(events.finish(bill).response) }),
});

const textOf = (told: readonly ResponseEvent[]): string =>
  told.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");
