type Options = Omit<RequestInit, "signal"> & { readonly signal?: AbortSignal | null | undefined };

/** As `fetch`; when no answer of the platform comes back, or it breaks off, the error says so in words for people. */
export const fetchOrSay =
  (unreachable: string) =>
  async (place: RequestInfo | URL, options: Options = {}): Promise<Response> => {
    const { signal = null } = options;
    const say = (cause: unknown): never => {
      throw signal?.aborted ? cause : new Error(unreachable, { cause });
    };
    const answer = await fetch(place, { ...options, signal }).catch(say);
    const isOurs = answer.headers.get("content-type")?.includes("json") ?? false; // what stands in front answers in HTML
    if (!isOurs) throw new Error(unreachable);
    return answer.body ? new Response(readingOf(answer.body, say), answer) : answer;
  };

function readingOf(body: ReadableStream<Uint8Array>, say: (cause: unknown) => never): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    pull: async (onward) => {
      const { done, value } = await reader.read().catch(say);
      if (done) onward.close();
      else onward.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
