import type { ProviderKind } from "./kind";

/** OpenAI's interface, which vLLM, Ollama, TGI, llama.cpp and most services speak; the base address ends in `/v1`. */
export const openaiCompatible: ProviderKind = {
  id: "openai-compatible",
  modelsPath: "/models",
  headersOf: (credential) => (credential === null ? {} : { authorization: `Bearer ${credential}` }),
};
