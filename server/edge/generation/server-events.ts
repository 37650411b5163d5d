import { StringDecoder } from "node:string_decoder";

/** What stands in a stream of server-sent events: the data of an event, or a comment that keeps it alive. */
export type ServerEvent = { readonly kind: "data"; readonly data: string } | { readonly kind: "comment" };

const MAX_EVENT_LENGTH = 16 * 1024 * 1024;
const tooLong = () => new Error("An event of who serves a model is too long");

/**
 * Reads server-sent events (WHATWG HTML, 9.2) from bytes that may be cut anywhere, those together that came together; an
 * unfinished event is dropped.
 */
export async function* serverEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly ServerEvent[]> {
  const linesIn = createLines();
  const eventAt = createEvents();
  for await (const chunk of bytes) {
    const events = linesIn(chunk).flatMap((line) => eventAt(line) ?? []);
    if (events.length > 0) yield events;
  }
}

/** The event that a line brings to its end. */
function createEvents(): (line: string) => ServerEvent | null {
  let data: string[] = [];
  let length = 0;
  return (line) => {
    if (line.startsWith(":")) return { kind: "comment" };
    if (line.startsWith("data:")) {
      length += line.length;
      if (length > MAX_EVENT_LENGTH) throw tooLong();
      data.push(line.slice(line[5] === " " ? 6 : 5));
    }
    if (line !== "" || data.length === 0) return null;
    const event = { kind: "data" as const, data: data.join("\n") };
    data = [];
    length = 0;
    return event;
  };
}

/** The lines that end in a chunk, without their ends. */
function createLines(): (chunk: Uint8Array) => readonly string[] {
  const decoder = new StringDecoder("utf8");
  let unfinished: string[] = [];
  let length = 0;
  let hasCr = false;
  return (chunk) => {
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (text === "") return [];
    // A CR at the end ended its line; an LF that comes next is the other half of a CRLF.
    const lines = (hasCr && text.startsWith("\n") ? text.slice(1) : text).split(/\r\n|\n|\r/);
    hasCr = text.endsWith("\r");
    const rest = lines.pop() ?? "";
    if (lines.length > 0) {
      lines[0] = unfinished.join("") + lines[0];
      unfinished = [];
      length = 0;
    }
    unfinished.push(rest);
    length += rest.length;
    if (length > MAX_EVENT_LENGTH) throw tooLong();
    return lines;
  };
}
