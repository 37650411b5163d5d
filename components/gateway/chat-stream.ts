import type { ChatBody } from "@/components/patterns/call-snippets";

/** Why a chat ended badly: a word for programs, and the server's own words. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  constructor(
    readonly code: string,
    message: string,
    readonly requestId: string | null = null,
  ) {
    super(message);
  }
}

export interface ChatEvent {
  readonly text?: string;
  readonly finishReason?: string;
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number };
}

/** OpenAI's stream as far as the playground reads it. */
interface Chunk {
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string | null };
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
  readonly error?: { readonly code: string | null; readonly message: string };
}

/** Asks over the public API, as the person whose session this is. Throws `ChatError`, also when the network fails. */
export async function* chat(body: ChatBody, signal: AbortSignal): AsyncGenerator<ChatEvent> {
  const answer = await fetch("/v1/chat/completions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...body, stream: true, stream_options: { include_usage: true } }),
    signal,
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw unreachable(error);
  });
  if (!answer.ok || !answer.body) throw await refusalOf(answer);
  const id = answer.headers.get("x-request-id");
  yield* chatEvents(answer.body, id);
}

const unreachable = (cause: unknown) => Object.assign(new ChatError("unreachable", "No answer"), { cause });

async function refusalOf(answer: Response): Promise<ChatError> {
  const told: Pick<Chunk, "error"> = await answer.json().catch(() => ({}));
  const id = answer.headers.get("x-request-id");
  return new ChatError(told.error?.code ?? String(answer.status), told.error?.message ?? answer.statusText, id);
}

/** The events of a stream until its `[DONE]`. Throws `ChatError` when it reports an error or just ends. */
export async function* chatEvents(
  body: ReadableStream<Uint8Array>,
  requestId: string | null = null,
): AsyncGenerator<ChatEvent> {
  for await (const line of linesOf(body)) {
    if (!line.startsWith("data:")) continue;
    const data = line.slice("data:".length).trim();
    if (data === "[DONE]") return;
    const { choices = [], usage, error }: Chunk = JSON.parse(data);
    if (error) throw new ChatError(error.code ?? "upstream_error", error.message, requestId);
    const [choice] = choices;
    yield {
      ...(choice?.delta?.content ? { text: choice.delta.content } : {}),
      ...(choice?.finish_reason ? { finishReason: choice.finish_reason } : {}),
      ...(usage ? { usage: { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens } } : {}),
    };
  }
  throw new ChatError("upstream_error", "The answer broke off", requestId);
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
