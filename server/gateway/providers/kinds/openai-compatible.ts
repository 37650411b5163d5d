import type { Chunk } from "../../chunk";
import { type Asked, type Body, type ProviderKind, WHOLE_WIRES } from "./kind";

/** OpenAI's interface, which vLLM, Ollama, TGI, llama.cpp and most services speak; the base address ends in `/v1`. */
export const openaiCompatible: ProviderKind = {
  id: "openai-compatible",
  modelsPath: "/models",
  headersOf: (credential) => (credential === null ? {} : { authorization: `Bearer ${credential}` }),
  paths: {
    ...{ "chat.completions": "/chat/completions", completions: "/completions", embeddings: "/embeddings" },
    ...{ moderations: "/moderations", rerank: "/rerank" },
  },
  bodyOf,
  createReader: () => (data) => (data === "[DONE]" ? "end" : [chunkIn(data)]),
  refusalIn,
};

function bodyOf({ wire, body, model, baseUrl }: Asked): Body {
  if (WHOLE_WIRES.some((one) => one === wire)) return { ...body, model };
  const { max_tokens, max_completion_tokens, ...rest } = body;
  const sent = { ...rest, model, stream: true, stream_options: { include_usage: true } };
  if (wire === "completions") return isNamed(max_tokens) ? { ...sent, max_tokens } : sent;
  const length = max_completion_tokens ?? max_tokens;
  if (!isNamed(length)) return sent;
  if (isOpenAi(baseUrl)) return { ...sent, max_completion_tokens: length };
  // Strict servers refuse a name that is new to them: it goes only where the client itself uses it.
  return { ...sent, max_tokens: length, ...(isNamed(max_completion_tokens) && { max_completion_tokens: length }) };
}

const isNamed = (length: unknown): boolean => length !== undefined && length !== null;

/** OpenAI's own newer models refuse `max_tokens`; servers of others know no other name. */
const isOpenAi = (baseUrl: string): boolean => /(?:^|\.)openai\.(?:com|azure\.com)$/.test(new URL(baseUrl).hostname);

/** What the platform's own runtimes count under `yard` is nothing that a provider may say. */
function chunkIn(data: string): Chunk {
  const { yard: _, ...chunk } = Object(JSON.parse(data));
  return chunk;
}

/** The four members that OpenAI's clients read, and nothing else that stands there. */
function refusalIn(told: unknown): { readonly error: Body } | null {
  const { error } = Object(told);
  if (typeof error === "string") return refusalOf({ message: error });
  return typeof error === "object" && error !== null ? refusalOf(error) : null;
}

const refusalOf = ({ message, type, param, code }: Body) => ({
  error: {
    message: typeof message === "string" ? message : "The provider of this model cannot serve this request",
    type: typeof type === "string" ? type : "invalid_request_error",
    param: typeof param === "string" ? param : null,
    code: typeof code === "string" ? code : null,
  },
});
