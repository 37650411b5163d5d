type Options = Omit<RequestInit, "signal"> & { readonly signal?: AbortSignal | null | undefined };

/** As `fetch`; when no answer of the platform comes back, the error says so in words for people. */
export const fetchOrSay =
  (unreachable: string) =>
  async (place: RequestInfo | URL, options: Options = {}): Promise<Response> => {
    const { signal = null } = options;
    const answer = await fetch(place, { ...options, signal }).catch((cause: unknown) => {
      throw signal?.aborted ? cause : new Error(unreachable, { cause });
    });
    const isOurs = answer.headers.get("content-type")?.includes("json") ?? false; // what stands in front answers in HTML
    if (!isOurs) throw new Error(unreachable);
    return answer;
  };
