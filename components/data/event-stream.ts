/** One event of a stream (WHATWG HTML, server-sent events): its id, and its data lines joined. */
export interface StreamEvent {
  readonly id: string;
  readonly data: string;
}

interface Options {
  /** Where an interrupted reading stopped. */
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
}

/** The server refused; reading again would be refused again. */
export class StreamRefused extends Error {
  override readonly name = "StreamRefused";
}

/**
 * Reads a stream once, from where it was left, as many events at a time as have arrived; the first batch is empty and
 * says that the stream is open. Who wants to go on after it broke calls again with the last id.
 */
export async function* readEventStream(
  url: string,
  { lastEventId, signal }: Options,
): AsyncGenerator<readonly StreamEvent[]> {
  const answer = await fetch(url, {
    signal,
    headers: { accept: "text/event-stream", ...(lastEventId !== null && { "last-event-id": lastEventId }) },
  });
  if (answer.status >= 400 && answer.status < 500) throw new StreamRefused(await detailOf(answer));
  if (!answer.ok || !answer.body) throw new Error(`The stream answered ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  yield [];
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split("\n\n");
    rest = blocks.pop() ?? "";
    yield blocks.flatMap(eventOf);
  }
}

/** A block of comments alone is no event. */
function eventOf(block: string): readonly StreamEvent[] {
  const lines = block.split("\n");
  const valuesOf = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ""));
  const data = valuesOf("data");
  return data.length === 0 ? [] : [{ id: valuesOf("id").at(-1) ?? "", data: data.join("\n") }];
}

async function detailOf(answer: Response): Promise<string> {
  const problem: unknown = await answer.json().catch(() => null);
  const hasDetail = typeof problem === "object" && problem !== null && "detail" in problem;
  return hasDetail ? String(problem.detail) : `The stream answered ${answer.status}`;
}
