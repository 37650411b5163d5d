import { StringDecoder } from "node:string_decoder";

/** What stands in a stream of server-sent events: the data of an event, or a comment that keeps it alive. */
export type ServerEvent = { readonly kind: "data"; readonly data: string } | { readonly kind: "comment" };

const MAX_LINE_LENGTH = 16 * 1024 * 1024;

/** Reads server-sent events (WHATWG HTML, 9.2) from bytes that may be cut anywhere; an unfinished event is dropped. */
export async function* serverEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  let data: string[] = [];
  for await (const line of linesOf(bytes)) {
    if (line.startsWith(":")) yield { kind: "comment" };
    else if (line.startsWith("data:")) data.push(line.slice(line[5] === " " ? 6 : 5));
    else if (line === "" && data.length > 0) {
      yield { kind: "data", data: data.join("\n") };
      data = [];
    }
  }
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of bytes) {
    rest += decoder.write(Buffer.from(chunk));
    if (rest.length > MAX_LINE_LENGTH) throw new Error("An event of the runtime is too long");
    // A CR at the end may be half of a CRLF: it waits for the next bytes.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
