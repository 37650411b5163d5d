import type { Telling } from "@/server/edge/generation/surface";
import { errorWords } from "./errors";
import { NativeAssembly } from "./native-assembly";

type Json = Readonly<Record<string, unknown>>;

/** A message of who speaks this language itself: every event as it came, with the name by which callers know the model. */
export const nativeTelling = (model: string): Telling => ({
  ...errorWords,
  headers: () => ({}),
  assembly: () => {
    const assembly = new NativeAssembly();
    return {
      add: ({ event }) => event && assembly.add(named(event, model)),
      result: () => assembly.result(),
    };
  },
  stream: {
    textOf: ({ event }) => (event ? textOf(named(event, model)) : ""),
    closing: () => textOf({ type: "message_stop" }),
    keepAlive: textOf({ type: "ping" }),
    errorText: ({ body }) => `event: error\ndata: ${JSON.stringify(body)}\n\n`,
  },
});

function named(event: Json, model: string): Json {
  return event.type === "message_start" ? { ...event, message: { ...Object(event.message), model } } : event;
}

/** A type is one word: it stands in a line of its own. */
const textOf = (event: Json): string =>
  `event: ${String(event.type).replace(/\s/g, "")}\ndata: ${JSON.stringify(event)}\n\n`;
