import type { Telling } from "@/server/edge/generation/surface";
import type { Bill } from "@/server/gateway";
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
      result: (bill) => withCost(assembly.result(), bill),
    };
  },
  stream: {
    textOf({ event }, bill) {
      if (!event) return "";
      return textOf(event.type === "message_delta" ? withCost(event, bill()) : named(event, model));
    },
    closing: () => textOf({ type: "message_stop" }),
    keepAlive: textOf({ type: "ping" }),
    errorText: ({ body }) => `event: error\ndata: ${JSON.stringify(body)}\n\n`,
  },
});

/** Who serves the message does not know what its caller pays. */
const withCost = (told: Json, bill: Bill | null): Json =>
  bill ? { ...told, usage: { ...Object(told.usage), cost: bill.cost, currency: bill.currency } } : told;

function named(event: Json, model: string): Json {
  return event.type === "message_start" ? { ...event, message: { ...Object(event.message), model } } : event;
}

/** A type is one word: it stands in a line of its own. */
const textOf = (event: Json): string =>
  `event: ${String(event.type).replace(/\s/g, "")}\ndata: ${JSON.stringify(event)}\n\n`;
