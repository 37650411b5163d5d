import type { Telling } from "@/server/edge/generation/surface";
import { MessageAssembly } from "./assemble";
import { errorWords } from "./errors";
import { type Head, MessageEvents } from "./message-events";
import type { MessageEvent } from "./wire";

/** A chat in the words of Anthropic's messages. */
export function tellingOf(head: Head): Telling {
  const events = new MessageEvents(head);
  return {
    ...errorWords,
    headers: () => ({}),
    assembly: () => {
      const assembly = new MessageAssembly();
      const addAll = (added: Iterable<MessageEvent>) => {
        for (const event of added) assembly.add(event);
      };
      return {
        add: (chunk) => addAll(events.of(chunk)),
        result(bill) {
          addAll(events.end(bill));
          return assembly.result();
        },
      };
    },
    stream: {
      textOf: (chunk) => Array.from(events.of(chunk), eventText).join(""),
      closing: (bill) => Array.from(events.end(bill), eventText).join(""),
      keepAlive: eventText({ type: "ping" }),
      errorText: ({ body }) => `event: error\ndata: ${JSON.stringify(body)}\n\n`,
    },
  };
}

const eventText = (event: MessageEvent | { readonly type: "ping" }): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
