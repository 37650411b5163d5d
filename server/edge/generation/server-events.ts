import { StringDecoder } from "node:string_decoder";

/** What stands in a stream of server-sent events: the data of an event, or a comment that keeps it alive. */
export type ServerEvent = { readonly kind: "data"; readonly data: string } | { readonly kind: "comment" };

const MAX_EVENT_LENGTH = 16 * 1024 * 1024;
const tooLong = () => new Error("An event of who serves a model is too long");

/** Reads server-sent events (WHATWG HTML, 9.2) from bytes that may be cut anywhere; an unfinished event is dropped. */
export async function* serverEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  let data: string[] = [];
  let length = 0;
  for await (const line of linesOf(bytes)) {
    if (line.startsWith(":")) yield { kind: "comment" };
    else if (line.startsWith("data:")) {
      length += line.length;
      if (length > MAX_EVENT_LENGTH) throw tooLong();
      data.push(line.slice(line[5] === " " ? 6 : 5));
    } else if (line === "" && data.length > 0) {
      yield { kind: "data", data: data.join("\n") };
      data = [];
      length = 0;
    }
  }
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let unfinished: string[] = [];
  let length = 0;
  let hasCr = false;
  for await (const chunk of bytes) {
    const text = decoder.write(Buffer.from(chunk));
    if (text === "") continue;
    // A CR at the end ended its line; an LF that comes next is the other half of a CRLF.
    const lines = (hasCr && text.startsWith("\n") ? text.slice(1) : text).split(/\r\n|\n|\r/);
    hasCr = text.endsWith("\r");
    const rest = lines.pop() ?? "";
    for (const line of lines) {
      yield unfinished.join("") + line;
      unfinished = [];
      length = 0;
    }
    unfinished.push(rest);
    length += rest.length;
    if (length > MAX_EVENT_LENGTH) throw tooLong();
  }
}
